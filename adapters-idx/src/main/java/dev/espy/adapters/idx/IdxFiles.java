package dev.espy.adapters.idx;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.DataSet;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads MNIST-style idx files, plain or compressed with gzip. Images are unsigned bytes,
 * [image][row][column] for grey, [image][3][row][column] or [image][row][column][3] for colour.
 * Labels are one unsigned byte for each image.
 */
public final class IdxFiles {

  private static final int UNSIGNED_BYTES = 0x08;

  private final long maxUnpackedBytes;

  /** Creates a reader that unpacks gzip files up to half of the heap and refuses larger ones. */
  public IdxFiles() {
    this(Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * @param maxUnpackedBytes largest unpacked size of a gzip file, in bytes
   */
  IdxFiles(long maxUnpackedBytes) {
    this.maxUnpackedBytes = maxUnpackedBytes;
  }

  /**
   * Opens a pair of files as a data set. The ids are the numbers of the images, from 1.
   *
   * @param images file of the images
   * @param labels file of the labels; null if there is none
   * @param labelNames names of the labels 0, 1, ...; empty to use the numbers as names
   * @throws BadDataSetException if a file is missing, not an idx file, cut off, or too large to
   *     unpack; or if the files do not belong together
   * @throws StorageException if a file cannot be read
   */
  public DataSet open(Path images, @Nullable Path labels, List<String> labelNames) {
    Idx pixels = read(images);
    if (pixels.sizes.length != 3 && pixels.sizes.length != 4) {
      throw new BadDataSetException(
          "%s holds no images: its numbers have %d dimensions, images have 3 (grey) or 4 (colour)"
              .formatted(images, pixels.sizes.length));
    }
    int count = pixels.sizes[0];
    if (count == 0) {
      throw new BadDataSetException(images + " holds no image");
    }
    Idx numbers = labels == null ? null : read(labels);
    if (numbers != null && numbers.sizes.length != 1) {
      throw new BadDataSetException(
          "%s holds no labels: its numbers have %d dimensions, labels have 1"
              .formatted(labels, numbers.sizes.length));
    }
    if (numbers != null && numbers.sizes[0] != count) {
      throw new BadDataSetException(
          "%s holds %d labels, %s %d images; they do not belong together"
              .formatted(labels, numbers.sizes[0], images, count));
    }
    @Nullable Label[] known = new Label[256];
    for (int i = 0; numbers != null && i < count; i++) {
      int value = numbers.bytes.get(i) & 0xFF;
      if (known[value] == null) {
        known[value] = label(value, labelNames, i, labels);
      }
    }
    IntFunction<@Nullable Label> truths =
        numbers == null ? image -> null : image -> known[numbers.bytes.get(image) & 0xFF];
    int[] sizes = pixels.sizes;
    boolean interleaved = sizes.length == 4 && sizes[1] != 3;
    if (interleaved && sizes[3] != 3) {
      throw new BadDataSetException(
          "%s: images of %s are neither grey nor colour"
              .formatted(images, Arrays.toString(Arrays.copyOfRange(sizes, 1, 4))));
    }
    Shape shape =
        sizes.length == 3
            ? new Shape(1, sizes[1], sizes[2])
            : interleaved ? new Shape(3, sizes[1], sizes[2]) : new Shape(3, sizes[2], sizes[3]);
    return new IdxDataSet(images.toString(), truths, shape, interleaved, pixels.bytes);
  }

  private static Label label(int value, List<String> names, int image, @Nullable Path file) {
    if (names.isEmpty()) {
      return new Label(Integer.toString(value));
    }
    if (value >= names.size()) {
      throw new BadDataSetException(
          "%s: image %d has label %d, but only %d labels are named"
              .formatted(file, image + 1, value, names.size()));
    }
    String name = names.get(value).strip();
    if (name.isEmpty()) {
      throw new BadDataSetException("the name of label " + value + " is blank");
    }
    return new Label(name);
  }

  /** Unsigned bytes and the sizes of their dimensions. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Idx(int[] sizes, ByteBuffer bytes) {}

  private Idx read(Path file) {
    try (InputStream raw = Files.newInputStream(file)) {
      byte[] magic = raw.readNBytes(2);
      if (magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B) {
        try (InputStream again = Files.newInputStream(file);
            InputStream in = new GZIPInputStream(again, 1 << 16)) {
          int[] sizes = sizes(in, file);
          int length = length(sizes, file);
          if (length > maxUnpackedBytes) {
            throw new BadDataSetException(
                "%s unpacks to %d MB, too much for the memory; unpack it with gunzip and give that file"
                    .formatted(file, length / 1_000_000));
          }
          byte[] bytes = whole(in.readNBytes(length), length, file);
          // GZIPInputStream compares the checksum at the end.
          if (in.read() >= 0) {
            throw tooLong(file);
          }
          return new Idx(sizes, ByteBuffer.wrap(bytes));
        }
      }
      try (FileChannel channel = FileChannel.open(file);
          InputStream in = Files.newInputStream(file)) {
        int[] sizes = sizes(in, file);
        int length = length(sizes, file);
        int start = 4 + 4 * sizes.length;
        if (channel.size() - start < length) {
          throw cutOff(file);
        }
        if (channel.size() - start > length) {
          throw tooLong(file);
        }
        return new Idx(sizes, channel.map(FileChannel.MapMode.READ_ONLY, start, length));
      }
    } catch (NoSuchFileException e) {
      throw new BadDataSetException("there is no file " + file, e);
    } catch (EOFException e) {
      throw cutOff(file);
    } catch (java.util.zip.ZipException e) {
      throw new BadDataSetException(file + " is damaged; get it again", e);
    } catch (AccessDeniedException e) {
      throw new StorageException("there is no permission to read " + file, e);
    } catch (IOException e) {
      throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static int[] sizes(InputStream in, Path file) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4
        || magic[0] != 0
        || magic[1] != 0
        || magic[2] != UNSIGNED_BYTES
        || magic[3] < 1
        || magic[3] > 4) {
      throw new BadDataSetException(
          file + " is no idx file of unsigned bytes, such as train-images-idx3-ubyte.gz");
    }
    int[] sizes = new int[magic[3]];
    ByteBuffer header =
        ByteBuffer.wrap(whole(in.readNBytes(4 * sizes.length), 4 * sizes.length, file));
    header.asIntBuffer().get(sizes);
    return sizes;
  }

  private static int length(int[] sizes, Path file) {
    long length = 1;
    for (int i = 0; i < sizes.length; i++) {
      // Only the number of images may be 0.
      if (sizes[i] < Math.min(i, 1) || length * sizes[i] > Integer.MAX_VALUE - 8) {
        throw new BadDataSetException(
            "%s says that its sizes are %s; that is impossible, or over 2 GiB"
                .formatted(file, Arrays.toString(sizes)));
      }
      length *= sizes[i];
    }
    return (int) length;
  }

  private static byte[] whole(byte[] bytes, int length, Path file) {
    if (bytes.length < length) {
      throw cutOff(file);
    }
    return bytes;
  }

  private static BadDataSetException cutOff(Path file) {
    return new BadDataSetException(file + " is cut off; get it again");
  }

  private static BadDataSetException tooLong(Path file) {
    return new BadDataSetException(file + " is longer than it says; get it again");
  }
}
