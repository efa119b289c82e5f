package dev.espy.adapters.images;

import dev.espy.adapters.images.decoding.DecodingMemory;
import dev.espy.adapters.images.metadata.Format;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.fuzz.FuzzTarget;
import java.util.List;

/** The decoders of images under fuzzing. */
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
  };

  private static final List<Shape> SIZES = List.of(new Shape(1, 8, 8), new Shape(3, 400, 300));
  private static final int MEMORY = 16 << 20;

  /** Decodes an image, by the path that makes it smaller, too. */
  private static void image(Format format, byte[] bytes) {
    for (Shape atLeast : SIZES) {
      try {
        // little memory, so that large images, which take long, are refused
        Image image =
            new DecodingMemory(MEMORY)
                .with(lease -> ImageDecoder.decode(Repair.start(format, bytes), atLeast, lease));
        image.to(new Shape(1, 2, 2));
      } catch (UnreadableImageException e) {
        FuzzTarget.checkReason(e.getMessage());
      }
    }
  }
}
