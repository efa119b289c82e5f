package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rotates an image about its centre and scales it, in one pass of bilinear interpolation that
 * repeats the edge.
 *
 * @param degrees the largest rotation in either direction, from 0 to 180
 * @param scale the largest relative enlargement, from 0 to 1; a reduction by the same factor is as
 *     probable: 0.1 scales from 1 / 1.1 to 1.1
 */
public record RotateAndScale(double degrees, double scale) implements ImageTransform {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public RotateAndScale {
    Magnitude.require("rotate", degrees, 180);
    Magnitude.require("scale", scale, 1);
  }

  @Override
  public void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    double angle = Math.toRadians(RandomSource.uniform(degrees, random));
    double factor = RandomSource.logUniform(1 + scale, random);
    float cosine = (float) (StrictMath.cos(angle) / factor);
    float sine = (float) (StrictMath.sin(angle) / factor);
    int height = shape.height();
    int width = shape.width();
    float middleX = (width - 1) / 2f;
    float middleY = (height - 1) / 2f;
    byte[] source = Arrays.copyOfRange(pixels, offset, offset + shape.size());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sourceX = middleX + cosine * (x - middleX) + sine * (y - middleY);
        float sourceY = middleY - sine * (x - middleX) + cosine * (y - middleY);
        sourceX = Math.max(0, Math.min(width - 1, sourceX));
        sourceY = Math.max(0, Math.min(height - 1, sourceY));
        int left = (int) sourceX;
        int top = (int) sourceY;
        int toRight = left < width - 1 ? 1 : 0;
        int toBottom = top < height - 1 ? width : 0;
        float rightShare = sourceX - left;
        float bottomShare = sourceY - top;
        int from = top * width + left;
        for (int to = y * width + x; to < source.length; to += height * width) {
          float above = between(source[from], source[from + toRight], rightShare);
          float below =
              between(source[from + toBottom], source[from + toBottom + toRight], rightShare);
          pixels[offset + to] = (byte) (above + (below - above) * bottomShare + 0.5f);
          from += height * width;
        }
      }
    }
  }

  private static float between(byte left, byte right, float rightShare) {
    int value = left & 0xFF;
    return value + ((right & 0xFF) - value) * rightShare;
  }

  @Override
  public String toString() {
    return Stream.of(
            degrees > 0 ? Magnitude.notation("rotate", degrees) : "",
            scale > 0 ? Magnitude.notation("scale", scale) : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(","));
  }
}
