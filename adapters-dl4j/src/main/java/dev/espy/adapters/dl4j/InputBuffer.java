package dev.espy.adapters.dl4j;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Converts batches of bytes into the network's input, one batch at a time. */
final class InputBuffer implements AutoCloseable {

  private static final int MOST_AT_ONCE = 1 << 16;

  private final Shape shape;

  /** The network's input value for each byte. */
  private final float[] valueOf = new float[256];

  /** Room for some values of an image. */
  private final float[] piece;

  private final boolean inHostMemory;
  private @Nullable INDArray buffer;

  InputBuffer(Preprocessing preprocessing, Kernels kernels) {
    inHostMemory = kernels != Kernels.ND4J;
    shape = preprocessing.input();
    piece = new float[Math.min(shape.size(), MOST_AT_ONCE)];
    for (int value = 0; value < valueOf.length; value++) {
      valueOf[value] = value * preprocessing.factor() + preprocessing.offset();
    }
  }

  /**
   * Converts a batch.
   *
   * @return the images, [image][channel][row][column]; valid until the next call
   * @throws IllegalArgumentException if the images do not have the network's input shape
   */
  INDArray load(Batch batch) {
    if (!batch.shape().equals(shape)) {
      throw new IllegalArgumentException(batch.shape() + ", not " + shape);
    }
    return inHostMemory ? writeToBuffer(batch) : copyToDevice(batch);
  }

  /** Writes to an array that later batches reuse. */
  private INDArray writeToBuffer(Batch batch) {
    INDArray target = bufferFor(batch.size());
    FloatPointer pointer = new FloatPointer(target.data().pointer());
    byte[] pixels = batch.pixels();
    int values = batch.size() * shape.size();
    int start = 0;
    while (start < values) {
      int count = Math.min(piece.length, values - start);
      for (int j = 0; j < count; j++) {
        piece[j] = valueOf[pixels[start + j] & 0xFF];
      }
      pointer.position(start).put(piece, 0, count);
      start += count;
    }
    return target
        .get(NDArrayIndex.interval(0, values))
        .reshape('c', batch.size(), shape.channels(), shape.height(), shape.width());
  }

  /**
   * Copies to a new array, which is ND4J's usual way to GPU memory. The values are converted first,
   * because ND4J copies an array of bytes one by one.
   */
  private INDArray copyToDevice(Batch batch) {
    float[] values = new float[batch.size() * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = valueOf[batch.pixels()[i] & 0xFF];
    }
    close();
    long[] dimensions = {batch.size(), shape.channels(), shape.height(), shape.width()};
    INDArray copied = Nd4j.create(values, dimensions, 'c');
    buffer = copied;
    return copied;
  }

  private INDArray bufferFor(int images) {
    long needed = (long) images * shape.size();
    INDArray present = buffer;
    if (present == null || present.length() < needed) {
      close();
      present = Nd4j.createUninitialized(DataType.FLOAT, needed);
      buffer = present;
    }
    return present;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
