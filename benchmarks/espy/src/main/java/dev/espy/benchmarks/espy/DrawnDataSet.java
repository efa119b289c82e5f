package dev.espy.benchmarks.espy;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Colour images of 64x64, drawn when they are asked for: noise, whose colour tells the label. */
final class DrawnDataSet implements DataSet {

  private static final Shape SHAPE = new Shape(3, 64, 64);

  private final List<Sample> samples;

  DrawnDataSet(int images) {
    List<Label> labels = IntStream.range(0, 3).mapToObj(i -> new Label("label" + i)).toList();
    samples =
        IntStream.range(0, images)
            .mapToObj(i -> new Sample(Integer.toString(i), labels.get(i % 3), i + 2))
            .toList();
  }

  @Override
  public String name() {
    return "drawn";
  }

  @Override
  public String idName() {
    return "id";
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Stream<Sample> samples() {
    return samples.stream();
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    int index = sample.row() - 2;
    SplittableRandom random = new SplittableRandom(index);
    byte[] pixels = new byte[SHAPE.size()];
    random.nextBytes(pixels);
    int plane = SHAPE.height() * SHAPE.width();
    for (int i = index % 3 * plane; i < (index % 3 + 1) * plane; i++) {
      pixels[i] |= (byte) 0x80;
    }
    return new Image(SHAPE, pixels);
  }

  @Override
  public void close() {}
}
