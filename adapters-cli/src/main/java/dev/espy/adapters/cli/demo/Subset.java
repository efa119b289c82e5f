package dev.espy.adapters.cli.demo;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The first samples of a data set. Closing it closes the data set. */
record Subset(DataSet all, int size) implements DataSet {

  @Override
  public String name() {
    return all.name();
  }

  @Override
  public String idName() {
    return all.idName();
  }

  @Override
  public List<Sample> samples() {
    return all.samples().subList(0, Math.min(size, all.samples().size()));
  }

  @Override
  public DecodeResult read(int index, Shape atLeast) {
    return all.read(index, atLeast);
  }

  @Override
  public Optional<Object> imageKey(int index) {
    return all.imageKey(index);
  }

  @Override
  public <T> T read(int index, Shape atLeast, Function<? super DecodeResult, T> use) {
    return all.read(index, atLeast, use);
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
