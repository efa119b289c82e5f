package dev.espy.application.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.application.storage.FolderContents;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.fake.InMemoryDifferences;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompareRunsTest {

  private static final Path FIRST = Path.of("runs/first");
  private static final Path SECOND = Path.of("runs/second");
  private static final Path OUTPUT = Path.of("differences.csv");

  private final InMemoryModelStore models = new InMemoryModelStore();
  private final InMemoryPredictions predictions = new InMemoryPredictions();
  private final InMemoryDifferences differences = new InMemoryDifferences();

  private void model(Path run, @Nullable String digest, int images) {
    Model model = ExampleModels.small(1);
    Provenance origin = model.provenance();
    models.save(
        new Model(
            model.labels(),
            model.preprocessing(),
            model.architecture(),
            model.tensors(),
            new Provenance(
                origin.created(),
                origin.createdBy(),
                origin.engine(),
                origin.platform(),
                origin.dataSet(),
                7,
                images,
                1,
                0.5,
                digest == null ? Map.of() : Map.of("data digest", digest))),
        run.resolve(ModelStorePort.FILE_NAME));
  }

  /** Stores answers, each as {@code truth answer}; {@code truth} alone for an unreadable image. */
  private void answers(Path run, String... rows) {
    try (PredictionsPort.Writer writer =
        predictions.open(
            new PredictionsPort.Format(
                run.resolve(FolderContents.VALIDATION_PREDICTIONS), "photo", 1, true))) {
      for (int i = 0; i < rows.length; i++) {
        String[] words = rows[i].split(" ");
        Sample sample = new Sample("i" + i, new Label(words[0]), i + 2);
        if (words.length == 1) {
          writer.write(sample, new Unreadable(sample.id(), sample.row(), "torn"));
        } else {
          writer.write(
              sample,
              new Prediction(List.of(new Prediction.Ranked(new Label(words[1]), 0.5f)), true));
        }
      }
      writer.finish();
    }
  }

  private void run(Path run, String... rows) {
    model(run, "digest", (int) List.of(rows).stream().filter(row -> row.contains(" ")).count());
    answers(run, rows);
  }

  private Comparison compare(@Nullable Path output) {
    return new CompareRuns(models, predictions, differences).run(FIRST, SECOND, output);
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> compare(OUTPUT))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll(parts)
        .satisfies(
            e ->
                assertThat(((BadDataSetException) e).remedies())
                    .containsExactly(Remedy.COMPARE_ON_IMAGES));
    assertThat(differences.kept(OUTPUT)).isNull();
  }

  @Test
  void countsRightAnswersAndDifferences() {
    run(FIRST, "a a", "a b", "b b", "b a", "b a", "c c");
    run(SECOND, "a a", "a a", "b a", "b b", "b b", "c d");

    Comparison comparison = compare(OUTPUT);

    assertThat(comparison.images()).isEqualTo(6);
    assertThat(comparison.bothRight()).isEqualTo(1);
    assertThat(comparison.onlyFirstRight()).isEqualTo(2);
    assertThat(comparison.onlySecondRight()).isEqualTo(3);
    assertThat(comparison.bothWrong()).isZero();
    assertThat(comparison.firstAccuracy().value()).isEqualTo(0.5);
    assertThat(comparison.secondAccuracy().value()).isEqualTo(4 / 6.0);
    // Of 5 fair coins, 2 or fewer show heads as often as not.
    assertThat(comparison.pValue()).isCloseTo(1, within(1e-12));
    assertThat(comparison.isSignificant()).isFalse();
    assertThat(comparison.perLabel())
        .containsExactly(
            new LabelComparison(new Label("c"), 1, 1, 0),
            new LabelComparison(new Label("a"), 2, 1, 2),
            new LabelComparison(new Label("b"), 3, 1, 2));
    assertThat(comparison.differing()).isEqualTo(5);
    assertThat(comparison.differences().get(0))
        .isEqualTo(new Difference("i1", new Label("a"), new Label("b"), new Label("a")));
    InMemoryDifferences.Kept kept = Objects.requireNonNull(differences.kept(OUTPUT));
    assertThat(kept.idName()).isEqualTo("photo");
    assertThat(kept.rows()).isEqualTo(comparison.differences());
  }

  @Test
  void findsARealDifference() {
    String[] first = new String[30];
    String[] second = new String[30];
    for (int i = 0; i < 30; i++) {
      first[i] = i < 20 ? "a a" : "a b";
      second[i] = i < 5 ? "a c" : "a a";
    }
    run(FIRST, first);
    run(SECOND, second);

    Comparison comparison = compare(null);

    // 5 against 10: twice the probability of at most 5 heads of 15.
    assertThat(comparison.pValue()).isCloseTo(2 * 4944 / 32768.0, within(1e-12));
    for (int i = 0; i < 20; i++) {
      first[i] = "a b";
    }
    run(FIRST, first);
    assertThat(compare(null).pValue()).isCloseTo(2 / Math.pow(2, 25), within(1e-15));
    assertThat(compare(null).isSignificant()).isTrue();
    assertThat(compare(null).differing()).isEqualTo(30);
    assertThat(compare(null).differences()).hasSize(Comparison.MOST_DIFFERENCES);
    assertThat(differences.kept(OUTPUT)).isNull();
  }

  @Test
  void imagesThatARunCouldNotReadAreLeftOut() {
    run(FIRST, "a a", "a", "b b");
    run(SECOND, "a a", "a", "b b");
    assertThat(compare(null).images()).isEqualTo(2);
  }

  @Test
  void refusesRunsOnOtherImages() {
    run(FIRST, "a a");
    run(SECOND, "a a");
    model(SECOND, "other digest", 1);
    refused(FIRST + " and " + SECOND, "not trained and validated on the same images");
    model(FIRST, null, 1);
    model(SECOND, null, 1);
    refused(FIRST + " and " + SECOND, "not trained and validated on the same images");
  }

  @Test
  void refusesRunsWithoutAnswers() {
    run(FIRST, "a a");
    model(SECOND, "digest", 1);
    refused(SECOND + ": this run has no validation_predictions.csv");
  }

  @Test
  void refusesRunsWithoutAnyImage() {
    run(FIRST, "a");
    run(SECOND, "a");
    refused("no validation image in common");
  }

  @Test
  void namesTheFileThatWasCutOff() {
    run(FIRST, "a a", "b b", "c c");
    run(SECOND, "a a", "b b", "c c");
    answers(SECOND, "a a", "b b");
    refused(SECOND + "/validation_predictions.csv: holds fewer answers", "(3)");
    answers(SECOND, "a a", "b b", "c c");
    answers(FIRST, "a a");
    refused(FIRST + "/validation_predictions.csv: holds fewer answers", "(3)");
    answers(FIRST, "a a", "b b", "c c", "c c");
    refused(FIRST + "/validation_predictions.csv: holds more answers", "(3)");
    answers(SECOND, "a a", "b b", "c c", "c c");
    refused(FIRST + "/validation_predictions.csv: holds more answers", "(3)");
    answers(FIRST, "a a", "b b", "c c");
    refused(SECOND + "/validation_predictions.csv: holds more answers", "(3)");
  }

  @Test
  void refusesRowsOfOtherImages() {
    run(FIRST, "a a", "b b");
    run(SECOND, "a a", "c b");
    refused(
        "row 3 of " + FIRST + "/validation_predictions.csv is image 'i1' with label 'b'",
        "row 3 of " + SECOND + "/validation_predictions.csv is image 'i1' with label 'c'");
  }

  @Test
  void refusesARunWithoutAModel() {
    run(FIRST, "a a");
    assertThatThrownBy(() -> compare(null)).isInstanceOf(BadModelException.class);
  }
}
