package dev.espy.adapters.csv;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.espy.adapters.csv.ImageDecoder.Format;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Cameras store pictures as the sensor lies and note, as EXIF data, how to turn them. */
final class Orientation {

  private static final int UPRIGHT = 1;

  private Orientation() {}

  /** Returns what the file says of its orientation, 1 to 8 as in EXIF; 1 where it says nothing. */
  static int of(byte[] bytes, Format format) {
    boolean noted =
        switch (format) {
          case JPEG -> contains(bytes, "Exif\0\0");
          case PNG -> contains(bytes, "eXIf");
          case WEBP -> contains(bytes, "EXIF");
          case TIFF -> true;
          case BMP, GIF -> false;
        };
    if (!noted) {
      return UPRIGHT;
    }
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
      for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer orientation = exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (orientation != null && orientation >= 1 && orientation <= 8) {
          return orientation;
        }
      }
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // the picture is fine, only what is said about it is not
      return UPRIGHT;
    }
    return UPRIGHT;
  }

  /** Returns the shape that an image has in its file, where it is to be of this shape upright. */
  static Shape stored(Shape upright, int orientation) {
    return turns(orientation)
        ? new Shape(
            upright.channels(), /* height= */ upright.width(), /* width= */ upright.height())
        : upright;
  }

  private static boolean turns(int orientation) {
    return orientation >= 5;
  }

  /** Turns and mirrors an image so that it is upright. */
  static Image upright(Image image, int orientation) {
    if (orientation == UPRIGHT) {
      return image;
    }
    Shape from = image.shape();
    int width = from.width();
    int height = from.height();
    Shape to = stored(from, orientation);
    byte[] pixels = new byte[to.size()];
    int source = 0;
    for (int channel = 0; channel < from.channels(); channel++) {
      int plane = channel * width * height;
      for (int y = 0; y < height; y++) {
        int up = height - 1 - y;
        for (int x = 0; x < width; x++) {
          int back = width - 1 - x;
          int target =
              switch (orientation) {
                case 2 -> y * width + back;
                case 3 -> up * width + back;
                case 4 -> up * width + x;
                case 5 -> x * height + y;
                case 6 -> x * height + up;
                case 7 -> back * height + up;
                default -> back * height + y;
              };
          pixels[plane + target] = image.pixels()[source++];
        }
      }
    }
    return new Image(to, pixels);
  }

  private static boolean contains(byte[] bytes, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
