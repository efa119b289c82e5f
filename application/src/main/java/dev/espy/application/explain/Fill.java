package dev.espy.application.explain;

import dev.espy.domain.Image;
import java.util.SplittableRandom;

/**
 * The ways to hide an area. One alone misleads: black hides nothing on a black ground. An area on
 * which the answer rests changes the answer in most of these ways.
 */
enum Fill {
  /** The mean colour of the image. */
  MEAN,
  /** Pixels from random places of the image. */
  SHUFFLED,
  /** Black. */
  BLACK,
  /** White. */
  WHITE;

  private static final long SEED = 1;

  /**
   * Returns an image of the same shape that has this fill everywhere.
   *
   * @param image the image of which an area will be hidden
   * @return the pixels, as [channel][row][column]; always the same for the same image
   */
  byte[] of(Image image) {
    int channels = image.shape().channels();
    int plane = image.shape().height() * image.shape().width();
    byte[] fill = new byte[image.shape().size()];
    int[] places = this == SHUFFLED ? places(plane) : new int[0];
    for (int channel = 0; channel < channels; channel++) {
      int first = channel * plane;
      byte mean = mean(image.pixels(), first, plane);
      for (int i = 0; i < plane; i++) {
        fill[first + i] =
            switch (this) {
              case MEAN -> mean;
              case SHUFFLED -> image.pixels()[first + places[i]];
              case BLACK -> 0;
              case WHITE -> (byte) 255;
            };
      }
    }
    return fill;
  }

  private static int[] places(int plane) {
    return new SplittableRandom(SEED).ints(plane, 0, plane).toArray();
  }

  private static byte mean(byte[] pixels, int first, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += pixels[first + i] & 0xFF;
    }
    return (byte) ((sum + count / 2) / count);
  }
}
