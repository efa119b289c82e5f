package dev.espy.adapters.cli.demo;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The first samples of a data set. Closing it closes the data set.
 *
 * @param all the data set
 * @param most the largest number of samples
 */
record Subset(DataSet all, int most) implements DataSet {

  @Override
  public String name() {
    return all.name();
  }

  @Override
  public String idName() {
    return all.idName();
  }

  @Override
  public int size() {
    return Math.min(most, all.size());
  }

  @Override
  public Stream<Sample> samples() {
    return all.samples().limit(most);
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    return all.read(sample, atLeast);
  }

  @Override
  public Optional<Object> imageKey(Sample sample) {
    return all.imageKey(sample);
  }

  @Override
  public <T> T read(Sample sample, Shape atLeast, Function<? super DecodeResult, T> use) {
    return all.read(sample, atLeast, use);
  }

  @Override
  public boolean isMadeOf(Path file) {
    return all.isMadeOf(file);
  }

  @Override
  public void close() {
    all.close();
  }
}
