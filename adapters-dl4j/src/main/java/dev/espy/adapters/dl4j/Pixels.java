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

/** Turns the bytes of batches into the network's input. */
final class Pixels implements AutoCloseable {

  private final Shape shape;
  private final float[] valueOf = new float[256];
  private final float[] image;
  private final boolean inHostMemory;
  private @Nullable INDArray buffer;

  Pixels(Preprocessing preprocessing, Kernels kernels) {
    inHostMemory = kernels != Kernels.ND4J;
    shape = preprocessing.input();
    image = new float[shape.size()];
    for (int value = 0; value < valueOf.length; value++) {
      valueOf[value] = value * preprocessing.factor() + preprocessing.offset();
    }
  }

  /**
   * Returns a batch's images as floats, [image][channel][row][column], good until the next call.
   *
   * @throws IllegalArgumentException if they are not of the network's input shape
   */
  INDArray of(Batch batch) {
    if (!batch.shape().equals(shape)) {
      throw new IllegalArgumentException(batch.shape() + ", not " + shape);
    }
    return inHostMemory ? written(batch) : sent(batch);
  }

  /** Writes to an array that is used again. */
  private INDArray written(Batch batch) {
    INDArray target = bufferFor(batch.size());
    FloatPointer pointer = new FloatPointer(target.data().pointer());
    byte[] pixels = batch.pixels();
    for (int i = 0; i < batch.size(); i++) {
      int start = i * image.length;
      for (int j = 0; j < image.length; j++) {
        image[j] = valueOf[pixels[start + j] & 0xFF];
      }
      pointer.position(start).put(image);
    }
    return target
        .get(NDArrayIndex.interval(0, (long) batch.size() * image.length))
        .reshape('c', batch.size(), shape.channels(), shape.height(), shape.width());
  }

  /**
   * Makes a new array, the way to ND4J's other memory that everybody takes. As floats, because it
   * copies bytes one by one.
   */
  private INDArray sent(Batch batch) {
    float[] values = new float[batch.size() * image.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = valueOf[batch.pixels()[i] & 0xFF];
    }
    close();
    long[] all = {batch.size(), shape.channels(), shape.height(), shape.width()};
    INDArray sent = Nd4j.create(values, all, 'c');
    buffer = sent;
    return sent;
  }

  private INDArray bufferFor(int images) {
    long needed = (long) images * image.length;
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
