package dev.espy.adapters.csv;

import dev.espy.adapters.csv.ImageDecoder.Format;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;

/** Cameras store pictures as the sensor lies and note, as EXIF data, how to turn them. */
final class Orientation {

  static final int UPRIGHT = 1;

  private Orientation() {}

  /** Returns what the file says of its orientation, 1 to 8 as in EXIF; 1 where it says nothing. */
  static int of(byte[] bytes, Format format) {
    int orientation = Exif.orientation(bytes, format);
    return orientation == 0 ? UPRIGHT : orientation;
  }

  /** Returns the shape that an image has in its file, where it is to be of this shape upright. */
  static Shape stored(Shape upright, int orientation) {
    return turns(orientation)
        ? new Shape(
            upright.channels(), /* height= */ upright.width(), /* width= */ upright.height())
        : upright;
  }

  /** Returns whether width and height change places. */
  static boolean turns(int orientation) {
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
}
