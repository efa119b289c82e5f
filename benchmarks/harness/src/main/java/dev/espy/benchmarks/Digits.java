package dev.espy.benchmarks;

import java.util.SplittableRandom;

/**
 * Small grey images that can be told apart: a bright bar whose place depends on the label, noise.
 */
public final class Digits {

  private final SplittableRandom random;

  /**
   * @param seed the same seed gives the same images
   */
  public Digits(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Images and labels of one batch: unsigned bytes [image][row][column], and label numbers. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Batch(byte[] pixels, int[] labels) {}

  /** Draws a batch. */
  public Batch batch(int images) {
    int plane = Workload.SIDE * Workload.SIDE;
    byte[] pixels = new byte[images * plane];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = random.nextInt(Workload.LABELS);
      draw(labels[i], pixels, i * plane);
    }
    return new Batch(pixels, labels);
  }

  private void draw(int label, byte[] pixels, int offset) {
    int shift = random.nextInt(-1, 2);
    for (int row = 0; row < Workload.SIDE; row++) {
      for (int column = 0; column < Workload.SIDE; column++) {
        int along = label < 5 ? row : column;
        int bar = 3 + 5 * (label % 5) + shift;
        int value = random.nextInt(60) + (Math.abs(along - bar) <= 1 ? 160 : 20);
        pixels[offset++] = (byte) value;
      }
    }
  }
}
