package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Exchanges a rectangle of two images (Yun et al., "CutMix: Regularization Strategy to Train Strong
 * Classifiers with Localizable Features", 2019). The share that each keeps of itself is drawn from
 * Beta(alpha, alpha) for each pair, and rounded to whole pixels. The rectangle has the image's
 * proportions and lies wholly inside the image.
 *
 * @param alpha the parameter of the distribution, from 0 to 10: at 0 images stay unchanged, at 1,
 *     as in the paper, all shares are equally probable
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
