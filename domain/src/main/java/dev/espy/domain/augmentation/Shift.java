package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Shifts an image by a uniformly distributed number of pixels and repeats the edge. Also known as
 * padded random crop.
 *
 * @param amount the largest shift in each direction: from 0 to 0.5 a share of height and width,
 *     rounded to pixels; from 1 on a whole number of pixels
 */
public record Shift(double amount) implements ImageTransform {

  /**
   * @throws IllegalArgumentException if the amount is neither such a share nor such a number
   */
  public Shift {
    boolean share = amount >= 0 && amount <= 0.5;
    boolean pixels = amount >= 1 && amount == Math.rint(amount) && amount < Integer.MAX_VALUE;
    if (!share && !pixels) {
      throw new IllegalArgumentException(
          "shift must be a share of the image's size from 0 to 0.5 or a whole number of pixels, not %s"
              .formatted(Magnitude.number(amount)));
    }
  }

  @Override
  public void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    int height = shape.height();
    int width = shape.width();
    int down = draw(height, random);
    int right = draw(width, random);
    if (down == 0 && right == 0) {
      return;
    }
    for (int channel = 0; channel < shape.channels(); channel++) {
      int plane = offset + channel * height * width;
      for (int i = 0; i < height; i++) {
        // This order reads each row before it is overwritten.
        int y = down > 0 ? height - 1 - i : i;
        int from = Math.max(0, Math.min(height - 1, y - down));
        move(pixels, plane + from * width, plane + y * width, width, right);
      }
    }
  }

  private int draw(int side, SplittableRandom random) {
    int most = (int) Math.min(side - 1, amount < 1 ? Math.round(amount * side) : amount);
    return random.nextInt(2 * most + 1) - most;
  }

  /**
   * Copies a row, possibly onto itself, shifted to the right, or to the left if {@code right} is
   * negative.
   */
  private static void move(byte[] pixels, int from, int to, int width, int right) {
    byte first = pixels[from];
    byte last = pixels[from + width - 1];
    int kept = width - Math.abs(right);
    if (right >= 0) {
      System.arraycopy(pixels, from, pixels, to + right, kept);
      Arrays.fill(pixels, to, to + right, first);
    } else {
      System.arraycopy(pixels, from - right, pixels, to, kept);
      Arrays.fill(pixels, to + kept, to + width, last);
    }
  }

  @Override
  public String toString() {
    return Magnitude.notation("shift", amount);
  }
}
