package dev.espy.adapters.idx;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

/** Images of one shape, one after the other, in memory or in a mapped file. */
final class IdxDataSet implements DataSet {

  private final String name;
  private final List<Sample> samples;
  private final Shape shape;
  private final boolean interleaved;
  private final ByteBuffer bytes;

  IdxDataSet(
      String name, List<Sample> samples, Shape shape, boolean interleaved, ByteBuffer bytes) {
    this.name = name;
    this.samples = Collections.unmodifiableList(samples);
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
  public List<Sample> samples() {
    return samples;
  }

  @Override
  public DecodeResult read(int index, Shape atLeast) {
    byte[] stored = new byte[shape.size()];
    bytes.get(index * shape.size(), stored);
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
    // no file is open; the garbage collector frees the memory
  }
}
