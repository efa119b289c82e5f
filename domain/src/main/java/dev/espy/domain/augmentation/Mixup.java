package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Blends two images (Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018). The share
 * that each keeps of itself is drawn from Beta(alpha, alpha) for each pair.
 *
 * @param alpha the parameter of the distribution, from 0 to 10: at 0 images stay unchanged, at 0.2
 *     most pairs are hardly mixed, at 1 all shares are equally probable
 */
public record Mixup(double alpha) implements PairTransform {

  private static final int BITS = 8;

  /**
   * @throws IllegalArgumentException if alpha is out of range
   */
  public Mixup {
    Magnitude.require("mixup", alpha, 10);
  }

  @Override
  public double mix(byte[] pixels, int first, int second, Shape shape, SplittableRandom random) {
    if (alpha == 0) {
      return 1;
    }
    int own = (int) Math.round(RandomSource.beta(alpha, random) * (1 << BITS));
    int other = (1 << BITS) - own;
    int half = 1 << (BITS - 1);
    for (int i = 0; i < shape.size(); i++) {
      int a = pixels[first + i] & 0xFF;
      int b = pixels[second + i] & 0xFF;
      pixels[first + i] = (byte) ((own * a + other * b + half) >> BITS);
      pixels[second + i] = (byte) ((own * b + other * a + half) >> BITS);
    }
    return (double) own / (1 << BITS);
  }

  @Override
  public String toString() {
    return Magnitude.notation("mixup", alpha);
  }
}
