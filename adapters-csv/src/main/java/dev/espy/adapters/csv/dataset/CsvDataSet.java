package dev.espy.adapters.csv.dataset;

import dev.espy.application.HeapShare;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ImageCodecPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, and the images that they name. The samples of a short table are kept: a
 * JVM that has just started reads tables slowly, and a second pass would be a tenth of the work of
 * a short command.
 */
final class CsvDataSet implements DataSet {

  private final String name;
  private final Layout layout;
  private final Supplier<CsvSamples> passes;
  private final int size;

  /** All samples of a short table, null if the table is long. */
  private final @Nullable List<Sample> kept;

  private final DataSetLocator source;
  private final ImageCodecPort codec;

  /**
   * Reads all rows once, to check and count them.
   *
   * @param name the name of the data set
   * @param layout the columns and the folder of the images
   * @param passes source of passes over the rows
   * @param source the files
   * @param codec decoder of the images
   * @param forRows the memory for the rows; beyond it, the table is long
   * @throws dev.espy.domain.BadDataSetException if a row is malformed, or there are too many labels
   */
  CsvDataSet(
      String name,
      Layout layout,
      Supplier<CsvSamples> passes,
      DataSetLocator source,
      ImageCodecPort codec,
      HeapShare forRows) {
    this.name = name;
    this.layout = layout;
    this.passes = passes;
    this.source = source;
    this.codec = codec;
    List<Sample> first = new ArrayList<>();
    int rows = 0;
    try (CsvSamples samples = passes.get()) {
      for (; samples.hasNext(); rows++) {
        Sample sample = samples.next();
        if (first.size() == rows && fits(sample, forRows)) {
          first.add(sample);
        }
      }
    }
    this.size = rows;
    this.kept = first.size() == rows ? first : null;
  }

  private static boolean fits(Sample sample, HeapShare share) {
    int label = sample.truth().map(truth -> truth.name().length()).orElse(0);
    return share.takeText(sample.id().length()) && share.takeText(label);
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
  public int size() {
    return size;
  }

  @Override
  public Stream<Sample> samples() {
    if (kept != null) {
      return kept.stream();
    }
    CsvSamples samples = passes.get();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(samples, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(samples::close);
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    return read(sample, atLeast, result -> result);
  }

  @Override
  public <T> T read(Sample sample, Shape atLeast, Function<? super DecodeResult, T> use) {
    return codec.decode(sample, memory -> layout.images().read(sample.id(), memory), atLeast, use);
  }

  @Override
  public Optional<Object> imageKey(Sample sample) {
    return layout.images().key(sample.id());
  }

  @Override
  public boolean isMadeOf(Path file) {
    if (source.isMadeOf(file)) {
      return true;
    }
    try (Stream<Sample> samples = samples()) {
      return layout.images().holdsAny(samples.map(Sample::id), file);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
