package dev.espy.adapters.csv;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ImageCodec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of a CSV file, and the images that they name. */
final class CsvDataSet implements DataSet {

  private final String name;
  private final Layout layout;
  private final List<Sample> samples;
  private final DataSetLocator source;
  private final ImageCodec codec;

  CsvDataSet(
      String name, Layout layout, List<Sample> samples, DataSetLocator source, ImageCodec codec) {
    this.name = name;
    this.layout = layout;
    this.samples = Collections.unmodifiableList(samples);
    this.source = source;
    this.codec = codec;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String describe() {
    return layout.describe(source);
  }

  @Override
  public String idName() {
    return layout.idName();
  }

  @Override
  public List<Sample> samples() {
    return samples;
  }

  @Override
  public DecodeResult read(int index, Shape atLeast) {
    return read(index, atLeast, reading -> reading);
  }

  @Override
  public <T> T read(int index, Shape atLeast, Function<? super DecodeResult, T> use) {
    Sample sample = samples.get(index);
    return codec.decode(sample, memory -> layout.images().read(sample.id(), memory), atLeast, use);
  }

  @Override
  public Optional<Object> imageKey(int index) {
    return layout.images().key(samples.get(index).id());
  }

  @Override
  public boolean isMadeOf(Path file) {
    return source.isMadeOf(file)
        || layout.images().holdsAny(samples.stream().map(Sample::id).distinct().toList(), file);
  }

  @Override
  public void close() {
    source.close();
  }
}
