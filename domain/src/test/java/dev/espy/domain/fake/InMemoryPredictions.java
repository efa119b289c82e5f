package dev.espy.domain.fake;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores predictions in memory, by the path of their file. */
public final class InMemoryPredictions implements PredictionsPort {

  /**
   * One row.
   *
   * @param sample the sample
   * @param prediction the model's answer, or null if the image could not be read
   * @param unreadable the reason, or null if the image could be read
   */
  public record Row(
      Sample sample, @Nullable Prediction prediction, @Nullable Unreadable unreadable) {}

  /**
   * A finished set of predictions.
   *
   * @param format the format with which it was opened
   * @param rows the rows in order
   */
  public record Kept(Format format, List<Row> rows) {

    /** Returns the rows that are listed because they have no answer. */
    public List<Row> unsure() {
      return rows.stream()
          .filter(row -> !format.truth() && row.prediction() != null)
          .filter(row -> !row.prediction().confident())
          .toList();
    }
  }

  private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

  /** Returns the last finished predictions of this file, or null. */
  public @Nullable Kept kept(Path file) {
    return kept.get(file);
  }

  @Override
  public List<Path> files(Path file) {
    return List.of(file, unsureFile(file), part(file), unsureFile(part(file)));
  }

  @Override
  public Path unsureFile(Path file) {
    return sibling(file, ".unsure.csv");
  }

  private static Path part(Path file) {
    return sibling(file, ".part.csv");
  }

  private static Path sibling(Path file, String ending) {
    return file.resolveSibling(
        String.valueOf(file.getFileName()).replaceFirst("\\.csv$", "") + ending);
  }

  @Override
  public Optional<Reader> read(Path file) {
    Kept found = kept.get(file);
    if (found == null) {
      return Optional.empty();
    }
    if (!found.format().truth()) {
      throw new BadDataSetException(file + ": these predictions have no truths");
    }
    return Optional.of(new KeptReader(found));
  }

  private static final class KeptReader implements Reader {

    private final Kept kept;
    private int next;

    KeptReader(Kept kept) {
      this.kept = kept;
    }

    @Override
    public String idName() {
      return kept.format().idName();
    }

    @Override
    public @Nullable Stored next() {
      if (next == kept.rows().size()) {
        return null;
      }
      Row row = kept.rows().get(next++);
      Prediction prediction = row.prediction();
      return new Stored(
          next + 1,
          row.sample().id(),
          row.sample().label(),
          prediction == null ? null : prediction.answer(),
          prediction == null ? null : prediction.confidence());
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  @Override
  public Writer open(Format format) {
    List<Row> rows = new ArrayList<>();
    return new Writer() {
      @Override
      public void write(Sample sample, Prediction prediction) {
        rows.add(new Row(sample, prediction, null));
      }

      @Override
      public void write(Sample sample, Unreadable unreadable) {
        rows.add(new Row(sample, null, unreadable));
      }

      @Override
      public void finish() {
        kept.put(format.file(), new Kept(format, List.copyOf(rows)));
      }

      @Override
      public Path keepPart() {
        Path part = part(format.file());
        kept.put(part, new Kept(format, List.copyOf(rows)));
        return part;
      }

      @Override
      public void close() {
        // what was not finished is forgotten
      }
    };
  }
}
