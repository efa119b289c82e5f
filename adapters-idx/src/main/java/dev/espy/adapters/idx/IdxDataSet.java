package dev.espy.adapters.idx;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Consecutive images of one shape, in memory or in a mapped file. */
final class IdxDataSet implements DataSet {

  private final String name;
  private final IntFunction<@Nullable Label> labels;
  private final int size;
  private final Shape shape;
  private final boolean interleaved;
  private final ByteBuffer bytes;

  /**
   * @param name the name of the data set
   * @param labels the label of each image, by its position from 0; null where there is none
   * @param shape the shape of each image
   * @param interleaved true for [row][column][channel], false for [channel][row][column]
   * @param bytes the pixels of all images
   */
  IdxDataSet(
      String name,
      IntFunction<@Nullable Label> labels,
      Shape shape,
      boolean interleaved,
      ByteBuffer bytes) {
    this.name = name;
    this.labels = labels;
    this.size = bytes.capacity() / shape.size();
    this.shape = shape;
    this.interleaved = interleaved;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String idName() {
    return "id";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Stream<Sample> samples() {
    return IntStream.range(0, size)
        .mapToObj(i -> new Sample(Integer.toString(i + 1), labels.apply(i), i + 1));
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    byte[] stored = new byte[shape.size()];
    bytes.get((sample.row() - 1) * shape.size(), stored);
    if (!interleaved) {
      return new Image(shape, stored);
    }
    byte[] pixels = new byte[stored.length];
    int plane = shape.height() * shape.width();
    for (int i = 0; i < stored.length; i++) {
      pixels[i % 3 * plane + i / 3] = stored[i];
    }
    return new Image(shape, pixels);
  }

  @Override
  public void close() {
    // No file is open; the garbage collector frees the memory.
  }
}
