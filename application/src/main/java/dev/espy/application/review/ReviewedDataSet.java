package dev.espy.application.review;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A data set with the labels that a person decided on, without the images to be removed.
 *
 * @param data the data set as it is stored
 * @param verdicts the person's verdicts
 * @param size the number of samples that are left, at least 1
 */
record ReviewedDataSet(DataSet data, Verdicts verdicts, int size) implements DataSet {

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public String describe() {
    return data.describe();
  }

  @Override
  public String idName() {
    return data.idName();
  }

  @Override
  public Stream<Sample> samples() {
    return data.samples().mapMulti(this::review);
  }

  private void review(Sample sample, Consumer<Sample> use) {
    Verdict verdict =
        sample.truth().flatMap(label -> verdicts.find(sample.id(), label)).orElse(null);
    if (verdict == null || verdict.decision() == Verdict.Decision.KEEP) {
      use.accept(sample);
    } else if (verdict.decision() == Verdict.Decision.CHANGE) {
      use.accept(new Sample(sample.id(), verdict.newLabel(), sample.row()));
    }
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    return data.read(sample, atLeast);
  }

  @Override
  public <T> T read(Sample sample, Shape atLeast, Function<? super DecodeResult, T> use) {
    return data.read(sample, atLeast, use);
  }

  @Override
  public Optional<Object> imageKey(Sample sample) {
    return data.imageKey(sample);
  }

  @Override
  public boolean isMadeOf(Path file) {
    return data.isMadeOf(file);
  }

  @Override
  public void close() {
    data.close();
  }
}
