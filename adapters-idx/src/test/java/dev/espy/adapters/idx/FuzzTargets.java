package dev.espy.adapters.idx;

import dev.espy.domain.EspyException;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fuzz.FuzzTarget;
import dev.espy.domain.port.DataSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The reader of idx files under fuzzing. */
enum FuzzTargets implements FuzzTarget {
  /** A byte whose lowest bit asks for gzip, the length of the file of images, this, and labels. */
  IDX {
    @Override
    public void read(byte[] input) throws IOException {
      if (input.length < 3) {
        return;
      }
      int images = Math.min(input.length, 3 + (ByteBuffer.wrap(input).getShort(1) & 0xFFFF));
      Path pixels = FOLDER.resolve("images-idx3-ubyte");
      Path labels = FOLDER.resolve("labels-idx1-ubyte");
      boolean gzip = (input[0] & 1) != 0;
      Files.write(pixels, gzip(gzip, Arrays.copyOfRange(input, 3, images)));
      Files.write(labels, gzip(gzip, Arrays.copyOfRange(input, images, input.length)));
      for (List<String> names : List.of(List.<String>of(), List.of("cat", "dog"))) {
        try (DataSet data =
            new IdxFiles().open(pixels, images == input.length ? null : labels, names)) {
          readImages(data);
        } catch (EspyException e) {
          FuzzTarget.checkRefusal(e);
        }
      }
    }
  };

  private static final Path FOLDER = FuzzTarget.folder();
  private static final int MOST_IMAGES = 8;

  private static void readImages(DataSet data) {
    data.samples()
        .limit(MOST_IMAGES)
        .forEach(
            sample -> {
              if (data.read(sample, new Shape(1, 8, 8)) instanceof Unreadable unreadable) {
                FuzzTarget.checkReason(unreadable.reason());
              }
            });
  }

  private static byte[] gzip(boolean wanted, byte[] bytes) throws IOException {
    if (!wanted) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
