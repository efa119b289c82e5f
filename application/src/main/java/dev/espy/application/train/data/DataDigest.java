package dev.espy.application.train.data;

import dev.espy.application.pipeline.PackedImages;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The SHA-256 of the training and validation data: the pixels as the network gets them, and the
 * labels. Names and places of files do not matter.
 */
public final class DataDigest {

  /** The name of the digest among a model's settings. */
  public static final String SETTING = "data digest";

  private final MessageDigest sha256;

  private DataDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the digest in lower-case hexadecimal. */
  public static String of(TrainingData data) {
    return of(data, batch -> {});
  }

  /**
   * Returns the digest in lower-case hexadecimal.
   *
   * @param learned a second receiver of the training images, which spares another pass
   */
  public static String of(TrainingData data, Consumer<Batch> learned) {
    DataDigest digest = new DataDigest();
    digest.add(data.training().shape().describe());
    for (Label label : data.labels().asList()) {
      digest.add(label.name());
    }
    digest.add(data.training(), i -> data.labels().get(data.targets()[i]), learned);
    digest.add(data.validation(), data::validationTruth, batch -> {});
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  private void add(PackedImages images, IntFunction<Label> labels, Consumer<Batch> also) {
    add(Integer.toString(images.size()));
    for (int image = 0; image < images.size(); image++) {
      add(labels.apply(image).name());
    }
    for (int from = 0; from < images.size(); from += images.chunk()) {
      Batch batch = images.batch(from, Math.min(images.size(), from + images.chunk()));
      sha256.update(batch.pixels());
      also.accept(batch);
    }
  }

  private void add(String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    // A byte that is in no UTF-8 text, so that "a", "bc" is not "ab", "c".
    sha256.update((byte) 0xFF);
  }
}
