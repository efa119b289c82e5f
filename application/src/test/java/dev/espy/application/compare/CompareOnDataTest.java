package dev.espy.application.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.compare.CompareRequest.Named;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryDifferences;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.EngineSamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompareOnDataTest {

  private static final Path OUTPUT = Path.of("differences.csv");

  private final InMemoryDifferences differences = new InMemoryDifferences();
  private final Recorder recorder = new Recorder();

  /**
   * Returns a model of two labels.
   *
   * @param bright the answer for images with a bright upper half
   * @param dark the answer for others
   */
  private static Model model(String bright, String dark) {
    int size = Pictures.SHAPE.size();
    float[] weight = new float[2 * size];
    for (int i = 0; i < size; i++) {
      weight[i] = i < size / 2 ? 1 : -1;
      weight[size + i] = -weight[i];
    }
    return new Model(
        new Labels(List.of(new Label(bright), new Label(dark))),
        Preprocessing.scaled(Pictures.SHAPE),
        new Architecture(List.of()),
        Map.of(
            "output.weight",
            new Tensor(new int[] {2, size}, weight),
            "output.bias",
            new Tensor(new int[] {2}, new float[2])),
        new Provenance(Instant.EPOCH, "test", "test", "test", "test", 1, 0, 1, null, Map.of()));
  }

  private Comparison compare(Model first, Model second, InMemoryDataSet data) {
    return compare(first, second, data, RunControl.of(recorder));
  }

  private Comparison compare(Model first, Model second, InMemoryDataSet data, RunControl control) {
    return new CompareOnData(new ReferenceEngine(), differences)
        .run(
            new CompareRequest(
                new Named("runs/one", first), new Named("runs/two", second), data, OUTPUT, 4),
            control);
  }

  @Test
  void matchesLabelsByName() {
    Comparison comparison =
        compare(model("upper", "lower"), model("lower", "upper"), Pictures.halves("test", 10));

    assertThat(comparison.onlyFirstRight()).isEqualTo(10);
    assertThat(comparison.differing()).isEqualTo(10);
    assertThat(Objects.requireNonNull(differences.kept(OUTPUT)).rows())
        .hasSize(10)
        .startsWith(
            new Difference("0.png", new Label("upper"), new Label("upper"), new Label("lower")));
    assertThat(recorder.phases)
        .containsExactly(
            "VALIDATING 10", "VALIDATING finished", "VALIDATING 10", "VALIDATING finished");
    assertThat(recorder.notes).isEmpty();
  }

  @Test
  void leavesOutWhatHasNoLabelOrCannotBeRead() {
    InMemoryDataSet data = Pictures.halves("test", 3);
    data.add("unlabelled", null, Pictures.half(true, 1));
    data.addUnreadable("broken", new Label("upper"), "not an image");
    data.add("last", new Label("lower"), Pictures.half(true, 2));

    Comparison comparison = compare(model("upper", "lower"), model("lower", "upper"), data);

    assertThat(comparison.images()).isEqualTo(4);
    assertThat(comparison.onlyFirstRight()).isEqualTo(3);
    assertThat(comparison.onlySecondRight()).isOne();
    assertThat(comparison.unlabelled()).isOne();
    assertThat(comparison.unreadable().count()).isOne();
    assertThat(comparison.differences().get(3).id()).isEqualTo("last");
  }

  @Test
  void labelsThatOneModelDoesNotKnowAreWrongAnswers() {
    InMemoryDataSet data = Pictures.halves("test", 4);

    Comparison comparison = compare(model("upper", "lower"), model("upper", "犬"), data);

    assertThat(comparison.bothRight()).isEqualTo(2);
    assertThat(comparison.onlyFirstRight()).isEqualTo(2);
    assertThat(recorder.notes)
        .containsExactly(
            "The model of runs/two does not know the label 'lower' of 2 of 4 rows; all its answers"
                + " to such images are wrong.");
  }

  @Test
  void refusesAModelThatKnowsNoneOfTheLabels() {
    InMemoryDataSet data = Pictures.halves("test.csv", 4);
    assertThatThrownBy(() -> compare(model("upper", "lower"), model("cat", "dog"), data))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("test.csv", "runs/two", "'lower', 'upper'", "'cat', 'dog'");
    assertThat(recorder.readings).isEmpty();
    assertThat(differences.kept(OUTPUT)).isNull();
  }

  @Test
  void refusesDataWithNothingToCompare() {
    Model model = model("upper", "lower");
    InMemoryDataSet unlabelled = new InMemoryDataSet("test.csv");
    unlabelled.add("a", null, Pictures.half(true, 1));
    assertThatThrownBy(() -> compare(model, model, unlabelled))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("test.csv: no row has a label to compare with");
    InMemoryDataSet broken = new InMemoryDataSet("test.csv");
    broken.addUnreadable("a", new Label("upper"), "no such file: a.png");
    assertThatThrownBy(() -> compare(model, model, broken))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage(
            "test.csv: none of the images can be read; the first is in row 2: no such file: a.png");
    assertThat(differences.kept(OUTPUT)).isNull();
  }

  @Test
  void namesTheModelWhoseAnswersAreNoNumbers() {
    Model overflowing = EngineSamples.overflowing(Pictures.SHAPE, "upper", "lower");
    InMemoryDataSet data = Pictures.halves("test", 4);
    assertThatThrownBy(() -> compare(model("upper", "lower"), overflowing, data))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("runs/two: the model's answers are not numbers");
    assertThat(differences.kept(OUTPUT)).isNull();
  }

  @Test
  void cancellingGivesNoFigures() {
    Model model = model("upper", "lower");
    AtomicInteger checks = new AtomicInteger();
    InMemoryDataSet data = Pictures.halves("test", 8);
    for (int last : new int[] {0, 1, 4}) {
      checks.set(0);
      RunControl control =
          new RunControl(recorder, () -> checks.getAndIncrement() >= last, System::nanoTime);
      assertThatThrownBy(() -> compare(model, model, data, control))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(differences.kept(OUTPUT)).isNull();
  }
}
