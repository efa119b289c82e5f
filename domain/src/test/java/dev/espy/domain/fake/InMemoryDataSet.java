package dev.espy.domain.fake;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.DataSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data set in memory. Readable samples with the same id, in data sets with the same name, show
 * the same image.
 */
public final class InMemoryDataSet implements DataSet {

  private final String name;
  private final List<Sample> samples = new ArrayList<>();
  private final List<DecodeResult> readings = new ArrayList<>();

  /** Starts a data set without samples. */
  public InMemoryDataSet(String name) {
    this.name = name;
  }

  /** Adds a sample in the next row. The first row is 2, as below the header of a CSV. */
  public InMemoryDataSet add(String id, @Nullable Label label, Image image) {
    samples.add(new Sample(id, label, samples.size() + 2));
    readings.add(image);
    return this;
  }

  /** Adds a sample whose image cannot be read. */
  public InMemoryDataSet addUnreadable(String id, @Nullable Label label, String reason) {
    Sample sample = new Sample(id, label, samples.size() + 2);
    samples.add(sample);
    readings.add(new Unreadable(id, sample.row(), reason));
    return this;
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
    return Collections.unmodifiableList(samples);
  }

  @Override
  public DecodeResult read(int index, Shape atLeast) {
    return readings.get(index);
  }

  @Override
  public Optional<Object> imageKey(int index) {
    return readings.get(index) instanceof Image
        ? Optional.of(List.of(name, samples.get(index).id()))
        : Optional.empty();
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
