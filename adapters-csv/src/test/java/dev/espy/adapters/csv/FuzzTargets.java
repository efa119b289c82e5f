package dev.espy.adapters.csv;

import dev.espy.adapters.csv.ImageDecoder.Format;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.EspyException;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fuzz.FuzzTarget;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The readers of images and data sets under fuzzing. */
enum FuzzTargets implements FuzzTarget {
  /** A PNG; its checksums are repaired, and a chunk idat becomes IDAT by compressing it. */
  PNG {
    @Override
    public void read(byte[] input) {
      image(Format.PNG, Repair.png(input));
    }
  },

  /** A JPEG. */
  JPEG {
    @Override
    public void read(byte[] input) {
      image(Format.JPEG, input);
    }
  },

  /** A BMP. */
  BMP {
    @Override
    public void read(byte[] input) {
      image(Format.BMP, input);
    }
  },

  /** A GIF. */
  GIF {
    @Override
    public void read(byte[] input) {
      image(Format.GIF, input);
    }
  },

  /** A TIFF. */
  TIFF {
    @Override
    public void read(byte[] input) {
      image(Format.TIFF, input);
    }
  },

  /** A WebP. */
  WEBP {
    @Override
    public void read(byte[] input) {
      image(Format.WEBP, input);
    }
  },

  /** A CSV beside two images, a.png and b.png. */
  CSV {
    @Override
    public void read(byte[] input) throws IOException {
      Files.write(FOLDER.resolve("a.png"), PICTURE);
      Files.write(FOLDER.resolve("b.png"), PICTURE);
      dataSet(Files.write(FOLDER.resolve("data.csv"), input));
    }
  },

  /** A zip of a CSV and images, as it is and with a directory that is repaired. */
  ZIP {
    @Override
    public void read(byte[] input) throws IOException {
      Path folder = Files.createDirectories(FOLDER.resolve("zip"));
      dataSet(Files.write(folder.resolve("data.zip"), input));
      dataSet(Files.write(folder.resolve("data.zip"), Repair.zip(input)));
    }
  },

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
  },

  /** The trials of a search, as {@code tune} leaves them. */
  SEARCH {
    @Override
    public void read(byte[] input) throws IOException {
      try {
        new CsvSearches().load(Files.write(FOLDER.resolve("trials.csv"), input));
      } catch (EspyException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  };

  private static final Path FOLDER = FuzzTarget.folder();
  private static final byte[] PICTURE = Pictures.png(7);
  private static final List<Shape> SIZES = List.of(new Shape(1, 8, 8), new Shape(3, 400, 300));
  private static final int MEMORY = 16 << 20;
  private static final int MOST_IMAGES = 8;

  /** Decodes an image, by the path that makes it smaller, too. */
  private static void image(Format format, byte[] bytes) {
    for (Shape atLeast : SIZES) {
      try {
        // little memory, so that large images, which take long, are refused
        Image image =
            new DecodingMemory(MEMORY)
                .with(lease -> ImageDecoder.decode(Repair.start(format, bytes), atLeast, lease));
        image.to(new Shape(1, 2, 2));
      } catch (ImageException e) {
        FuzzTarget.checkReason(e.getMessage());
      }
    }
  }

  private static void dataSet(Path file) {
    for (Purpose purpose : Purpose.values()) {
      try (DataSet data = new CsvDataSets().open(new Location(file, null, null, null, purpose))) {
        readImages(data);
      } catch (EspyException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  }

  private static void readImages(DataSet data) {
    List<Sample> samples = data.samples();
    for (int i = 0; i < Math.min(MOST_IMAGES, samples.size()); i++) {
      DecodeResult reading = data.read(i, new Shape(1, 8, 8));
      if (reading instanceof Unreadable unreadable) {
        FuzzTarget.checkReason(unreadable.reason());
      }
    }
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
