package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Two images exchange a rectangle (Yun et al., "CutMix: Regularization Strategy to Train Strong
 * Classifiers with Localizable Features", 2019). How much of itself each keeps is drawn from
 * Beta(alpha, alpha), for each pair anew, and then is what whole pixels made of it. The rectangle
 * has the image's proportions and lies wholly inside.
 *
 * @param alpha above 0 and up to 10: at 1, as in the paper, every share is as probable as any
 *     other; at 0 nothing is exchanged
 */
public record CutMix(double alpha) implements PairTransform {

  /**
   * @throws IllegalArgumentException if alpha is out of range
   */
  public CutMix {
    Magnitude.require("cutmix", alpha, 10);
  }

  @Override
  public double mix(byte[] pixels, int first, int second, Shape shape, SplittableRandom random) {
    if (alpha == 0) {
      return 1;
    }
    Box box = Box.within(shape, RandomSource.beta(alpha, random), 1, random);
    byte[] row = new byte[box.width()];
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = box.top(); y < box.top() + box.height(); y++) {
        int at = (channel * shape.height() + y) * shape.width() + box.left();
        System.arraycopy(pixels, first + at, row, 0, row.length);
        System.arraycopy(pixels, second + at, pixels, first + at, row.length);
        System.arraycopy(row, 0, pixels, second + at, row.length);
      }
    }
    return 1 - box.shareOf(shape);
  }

  @Override
  public String toString() {
    return Magnitude.notation("cutmix", alpha);
  }
}
