package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Prediction.Ranked;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link PredictionsPort}. */
public abstract class PredictionsContract {

  /** One row of finished predictions: the id, and the answer or null. */
  public record Row(String id, @Nullable String answer) {}

  /** The folder for predictions. */
  @TempDir protected Path folder;

  /** Returns the port under test, the same in one test. */
  protected abstract PredictionsPort port();

  /** Returns the rows of this file in order, or null if there is no such file. */
  protected abstract @Nullable List<Row> kept(Path file) throws Exception;

  /** Returns the ids of the images listed as unreadable with these predictions. */
  protected abstract List<String> unreadable(Path file) throws Exception;

  /** Returns the images listed as unsure with these predictions, with the answer not given. */
  protected abstract List<Row> unsure(Path file) throws Exception;

  @Test
  void keepsOneRowPerSampleInTheirOrder() throws Exception {
    Path file = folder.resolve("new/predictions.csv");
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("b", 2), prediction("cat", true));
      writer.write(sample("a", 3), new Unreadable("a", 3, "the file is empty"));
      writer.write(sample("b", 4), prediction("a, \"b\"\nc", true));
      writer.write(sample("", 5), prediction("cat", false));
      writer.finish();
    }
    assertThat(kept(file))
        .containsExactly(
            new Row("b", "cat"),
            new Row("a", null),
            new Row("b", "a, \"b\"\nc"),
            new Row("", null));
    assertThat(unreadable(file)).containsExactly("a");
    assertThat(unsure(file)).containsExactly(new Row("", "cat"));
  }

  @Test
  void listsTheImagesWithoutAnAnswer() throws Exception {
    Path file = folder.resolve("predictions.csv");
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("b", 2), prediction("cat", false));
      writer.write(sample("a", 3), prediction("cat", true));
      writer.write(sample("a", 4), prediction("a, \"b\"\nc", false));
      writer.finish();
    }
    assertThat(unsure(file)).containsExactly(new Row("b", "cat"), new Row("a", "a, \"b\"\nc"));
    assertThat(port().unsureFile(file)).isEqualTo(folder.resolve("predictions.unsure.csv"));
    assertThat(port().files(file)).contains(port().unsureFile(file));
  }

  @Test
  void listsNoImageWithItsTruth() throws Exception {
    Path file = folder.resolve("predictions.csv");
    try (PredictionsPort.Writer writer =
        port().open(new PredictionsPort.Format(file, "image", 1, true))) {
      writer.write(new Sample("a", new Label("cat"), 2), prediction("cat", false));
      writer.finish();
    }
    assertThat(unsure(file)).isEmpty();
  }

  @Test
  void nothingIsThereBeforeTheEnd() throws Exception {
    Path file = folder.resolve("predictions.csv");
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("a", 2), prediction("cat", true));
      assertThat(kept(file)).isNull();
      writer.finish();
      assertThat(kept(file)).hasSize(1);
    }
    assertThat(kept(file)).hasSize(1);
  }

  @Test
  void closingWithoutFinishingKeepsTheOldOnes() throws Exception {
    Path file = folder.resolve("predictions.csv");
    write(file, "old");
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("a", 2), prediction("new", true));
    }
    assertThat(kept(file)).containsExactly(new Row("a", "old"));
  }

  @Test
  void finishingReplacesTheOldOnes() throws Exception {
    Path file = folder.resolve("predictions.csv");
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("gone", 2), new Unreadable("gone", 2, "no such file"));
      writer.write(sample("unclear", 3), prediction("old", false));
      writer.finish();
    }
    write(file, "new");
    assertThat(kept(file)).containsExactly(new Row("a", "new"));
    assertThat(unreadable(file)).isEmpty();
    assertThat(unsure(file)).isEmpty();
  }

  @Test
  void aPartIsKeptBesideTheOldOnes() throws Exception {
    Path file = folder.resolve("predictions.csv");
    write(file, "old");
    Path part;
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("a", 2), prediction("new", true));
      writer.write(sample("b", 3), new Unreadable("b", 3, "no such file"));
      writer.write(sample("c", 4), prediction("new", false));
      part = writer.keepPart();
    }
    assertThat(part).isEqualTo(folder.resolve("predictions.part.csv"));
    assertThat(port().files(file)).startsWith(file).contains(part, port().unsureFile(part));
    assertThat(kept(part))
        .containsExactly(new Row("a", "new"), new Row("b", null), new Row("c", null));
    assertThat(unreadable(part)).containsExactly("b");
    assertThat(unsure(part)).containsExactly(new Row("c", "new"));
    assertThat(kept(file)).containsExactly(new Row("a", "old"));
    assertThat(unsure(file)).isEmpty();
  }

  @Test
  void aPartReplacesAnEarlierOne() throws Exception {
    Path file = folder.resolve("predictions.csv");
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("a", 2), new Unreadable("a", 2, "no such file"));
      writer.write(sample("b", 3), prediction("old", false));
      writer.keepPart();
    }
    Path part;
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("a", 2), prediction("new", true));
      part = writer.keepPart();
    }
    assertThat(kept(part)).containsExactly(new Row("a", "new"));
    assertThat(unreadable(part)).isEmpty();
    assertThat(unsure(part)).isEmpty();
  }

  @Test
  void readsWhatWasWrittenWithTruths() {
    Path file = folder.resolve("new/predictions.csv");
    Label odd = new Label("a, \"b\"\n犬");
    try (PredictionsPort.Writer writer =
        port().open(new PredictionsPort.Format(file, "Truth", 2, true))) {
      writer.write(new Sample(" b,\"1\"", odd, 2), prediction("cat", true));
      writer.write(new Sample("a", odd, 3), new Unreadable("a", 3, "the file is empty"));
      writer.write(new Sample("", null, 4), prediction("cat", false));
      writer.write(new Sample("c", new Label("cat"), 5), prediction(odd.name(), true));
      writer.finish();
    }
    try (PredictionsPort.Reader reader = port().read(file).orElseThrow()) {
      assertThat(reader.idName()).isEqualTo("Truth");
      assertThat(rows(reader))
          .extracting(
              PredictionsPort.Stored::id,
              PredictionsPort.Stored::truth,
              PredictionsPort.Stored::label,
              PredictionsPort.Stored::confidence)
          .containsExactly(
              tuple(" b,\"1\"", odd, new Label("cat"), 0.5f),
              tuple("a", odd, null, null),
              tuple("", null, null, 0.5f),
              tuple("c", new Label("cat"), odd, 0.5f));
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void numbersTheRowsThatItReads() {
    Path file = folder.resolve("predictions.csv");
    try (PredictionsPort.Writer writer =
        port().open(new PredictionsPort.Format(file, "image", 1, true))) {
      writer.write(new Sample("a", new Label("two\nlines"), 7), prediction("cat", true));
      writer.write(new Sample("b", new Label("cat"), 9), prediction("cat", true));
      writer.finish();
    }
    try (PredictionsPort.Reader reader = port().read(file).orElseThrow()) {
      assertThat(rows(reader)).extracting(PredictionsPort.Stored::row).containsExactly(2, 3);
    }
  }

  @Test
  void hasNothingToReadWhereNothingWasWritten() {
    assertThat(port().read(folder.resolve("missing.csv"))).isEmpty();
    assertThat(port().read(folder.resolve("missing/predictions.csv"))).isEmpty();
  }

  @Test
  void doesNotReadPredictionsWithoutTruths() {
    Path file = folder.resolve("predictions.csv");
    write(file, "cat");
    assertThatThrownBy(() -> port().read(file))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining(file.toString());
  }

  private static List<PredictionsPort.Stored> rows(PredictionsPort.Reader reader) {
    List<PredictionsPort.Stored> rows = new ArrayList<>();
    for (PredictionsPort.Stored row = reader.next(); row != null; row = reader.next()) {
      rows.add(row);
    }
    return rows;
  }

  private void write(Path file, String label) {
    try (PredictionsPort.Writer writer = port().open(format(file))) {
      writer.write(sample("a", 2), prediction(label, true));
      writer.finish();
    }
  }

  private static PredictionsPort.Format format(Path file) {
    return new PredictionsPort.Format(file, "image", 1, false);
  }

  private static Sample sample(String id, int row) {
    return new Sample(id, null, row);
  }

  private static Prediction prediction(String label, boolean confident) {
    return new Prediction(List.of(new Ranked(new Label(label), 0.5f)), confident);
  }
}
