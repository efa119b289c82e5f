package dev.espy.adapters.images.metadata;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;

/** Turns images upright. Cameras store them as the sensor lies, and the turn as EXIF data. */
public final class Orientation {

  /** Orientation of an image that is stored upright. */
  public static final int UPRIGHT = 1;

  private Orientation() {}

  /** Returns a file's orientation, 1 to 8 as in EXIF; {@link #UPRIGHT} if it has none. */
  public static int of(byte[] bytes, Format format) {
    int orientation = Exif.orientation(bytes, format);
    return orientation == 0 ? UPRIGHT : orientation;
  }

  /**
   * Returns the stored shape of an image.
   *
   * @param upright the image's shape after turning
   * @param orientation 1 to 8
   */
  public static Shape stored(Shape upright, int orientation) {
    return turns(orientation)
        ? new Shape(
            upright.channels(), /* height= */ upright.width(), /* width= */ upright.height())
        : upright;
  }

  /** Returns true if turning swaps width and height. */
  public static boolean turns(int orientation) {
    return orientation >= 5;
  }

  /** Turns and mirrors an image upright. */
  public static Image upright(Image image, int orientation) {
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
