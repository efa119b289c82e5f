package dev.espy.adapters.dl4j.batches;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import java.nio.FloatBuffer;

/** Converts bytes of images into a network's input. Not safe for use by several threads. */
public final class InputValues {

  private static final int MOST_AT_ONCE = 1 << 16;

  private final Shape shape;

  /** The network's input value for each byte. */
  private final float[] valueOf = new float[256];

  /** Room for some values of an image. */
  private final float[] piece;

  public InputValues(Preprocessing preprocessing) {
    shape = preprocessing.input();
    piece = new float[Math.min(shape.size(), MOST_AT_ONCE)];
    for (int value = 0; value < valueOf.length; value++) {
      valueOf[value] = value * preprocessing.factor() + preprocessing.offset();
    }
  }

  /**
   * Converts images of a batch.
   *
   * @param start index of the first image
   * @param size number of images
   * @param target destination, [image][channel][row][column], from its index 0
   * @throws IllegalArgumentException if the images do not have the network's input shape
   */
  public void write(Batch batch, int start, int size, FloatBuffer target) {
    if (!batch.shape().equals(shape)) {
      throw new IllegalArgumentException(batch.shape() + ", not " + shape);
    }
    byte[] pixels = batch.pixels();
    int first = Math.multiplyExact(start, shape.size());
    int values = Math.multiplyExact(size, shape.size());
    int at = 0;
    while (at < values) {
      int count = Math.min(piece.length, values - at);
      for (int j = 0; j < count; j++) {
        piece[j] = valueOf[pixels[first + at + j] & 0xFF];
      }
      target.put(at, piece, 0, count);
      at += count;
    }
  }
}
