package dev.espy.application.classify;

import dev.espy.domain.Batch;
import dev.espy.domain.network.Provenance;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sample of a model's training images, small enough to be saved in the model. It contains the
 * smallest checksums of their pixels, so it does not depend on the order and the names of the
 * images, and shows the share of training images among other images. Of few images it contains all.
 */
public final class LearnedImages {

  /** The name of the sample among a model's settings. */
  public static final String SETTING = "sample of learned images";

  private static final int MOST = 512;

  private final TreeSet<Long> checksums = new TreeSet<>();

  /** Returns the sample in a model, empty if the model has no readable one. */
  public static LearnedImages of(Provenance provenance) {
    LearnedImages images = new LearnedImages();
    String text = provenance.settings().getOrDefault(SETTING, "");
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      while (bytes.remaining() >= Long.BYTES) {
        images.keep(bytes.getLong());
      }
    } catch (IllegalArgumentException e) {
      images.checksums.clear();
    }
    return images;
  }

  /** Adds training images of the model's input shape. */
  public void add(Batch batch) {
    for (int image = 0; image < batch.size(); image++) {
      keep(ImageChecksum.of(batch, image));
    }
  }

  private void keep(long checksum) {
    if (checksums.size() < MOST || checksum < checksums.last()) {
      checksums.add(checksum);
      if (checksums.size() > MOST) {
        checksums.pollLast();
      }
    }
  }

  /** Returns the number of images in the sample. */
  public int size() {
    return checksums.size();
  }

  /** Returns the checksums of a batch's images that are in the sample. */
  public Set<Long> in(Batch batch) {
    Set<Long> found = new HashSet<>();
    for (int image = 0; image < batch.size(); image++) {
      long checksum = ImageChecksum.of(batch, image);
      if (checksums.contains(checksum)) {
        found.add(checksum);
      }
    }
    return found;
  }

  /** Returns the sample as text. */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(checksums.size() * Long.BYTES);
    checksums.forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
