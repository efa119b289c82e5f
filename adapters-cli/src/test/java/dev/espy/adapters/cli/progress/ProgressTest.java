package dev.espy.adapters.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.application.RunListener.Phase;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  private final StringWriter err = new StringWriter();
  private long now = -5;

  private Progress progress(boolean terminal, int epochs) {
    return progress(terminal, false, epochs);
  }

  private Progress progress(boolean terminal, boolean quiet, int epochs) {
    PrintWriter writer = new PrintWriter(err);
    return new Progress(new Console(writer, writer, terminal), quiet, epochs, () -> now);
  }

  /** Waits until the thread that draws has drawn this. */
  private void awaitDrawn(String text) {
    while (!err.toString().contains(text)) {
      assertThat(Thread.interrupted()).as("not drawn: %s; but %s", text, err).isFalse();
      Thread.onSpinWait();
    }
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  @Timeout(60)
  void drawsALineOverAndOverOnATerminalAndErasesIt() {
    Progress progress = progress(true, 3);

    progress.phaseStarted(Phase.TRAINING, 1000);
    pass(500);
    progress.batchFitted(250, new Learner.Step(0.75, 200), 1);
    awaitDrawn(
        "\r\033[Kepoch 1/3 training [##......] 250/1,000  500 images/s  ETA 1.5 s  loss 0.7500");
    pass(500);
    progress.batchFitted(500, new Learner.Step(0.75, 200), 1);
    awaitDrawn(
        "\r\033[Kepoch 1/3 training [######..] 750/1,000  750 images/s  ETA 0.3 s  loss 0.7500");
    progress.phaseFinished(Phase.TRAINING);

    assertThat(err.toString()).endsWith("loss 0.7500\r\033[K");
  }

  @Test
  @Timeout(60)
  void theLineMovesWhileAnImageIsExplained() {
    Progress progress = progress(true, 0);

    progress.phaseStarted(Phase.EXPLAINING, 2);
    pass(1000);
    progress.batchClassified(128, 1);
    progress.imageAdvanced(0.5);
    awaitDrawn(" 0/2  0.5 images/s  ETA 3.0 s");
    progress.imageAdvanced(1);
    progress.imageWritten();
    pass(1000);
    progress.imageAdvanced(0.5);
    awaitDrawn(" 1/2  0.8 images/s  ETA 0.7 s");
    progress.imageWritten();
    progress.phaseFinished(Phase.EXPLAINING);

    assertThat(err)
        .asString()
        .endsWith("explaining: 2 images in 2.0 s (1.0 images/s)%n".formatted());
  }

  @Test
  @Timeout(60)
  void aResumedTrainingIsInALaterEpoch() {
    Progress progress = progress(true, 4);

    progress.epochsDone(2);
    progress.phaseStarted(Phase.TRAINING, 1000);
    progress.batchFitted(250, new Learner.Step(0.75, 200), 1);

    awaitDrawn("epoch 3/4 training ");
    progress.close();
  }

  @Test
  @Timeout(60)
  void textTakesThePlaceOfTheLine() {
    Progress progress = progress(true, 3);

    progress.phaseStarted(Phase.VALIDATING, 1000);
    pass(500);
    progress.batchClassified(250, 1);
    awaitDrawn("epoch 1/3 validating [");
    progress.note("Look!");
    progress.close();

    String end = System.lineSeparator();
    assertThat(err.toString())
        .contains("\r\033[KLook!" + end)
        .matches("(?s).*(\r\033\\[K|Look!" + end + ")");
  }

  @Test
  @Timeout(60)
  void aPhaseThatWasCancelledLeavesNoLine() {
    Progress progress = progress(true, 3);

    progress.phaseStarted(Phase.TRAINING, 1000);
    pass(500);
    progress.batchFitted(250, new Learner.Step(0.75, 200), 1);
    awaitDrawn("250/1,000");
    progress.close();

    assertThat(err.toString()).endsWith("loss 0.7500\r\033[K");
  }

  @Test
  void aShortPhaseIsNotDrawn() {
    Progress progress = progress(true, 3);

    progress.phaseStarted(Phase.TRAINING, 1000);
    progress.phaseFinished(Phase.TRAINING);

    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aQuietOnePrintsOnlyWarnings(boolean terminal) {
    Progress progress = progress(terminal, true, 3);

    progress.phaseStarted(Phase.READING, 10);
    pass(5000);
    progress.imageRead(new Unreadable("x", 2, "gone"), 1);
    progress.phaseFinished(Phase.READING);
    progress.note("Going on.");
    progress.warn("All labels are the same.");
    progress.epochFinished(new Epoch(1, 0.5, 0.25, null, 0.1, 75, true, false));
    progress.foldStarted(1, 2);
    progress.foldFinished();

    assertThat(err).hasToString("All labels are the same.%n".formatted());
  }

  @Test
  void printsALineAnEpochElsewhere() {
    Progress progress = progress(false, 3);

    progress.phaseStarted(Phase.TRAINING, 1000);
    pass(500);
    progress.batchFitted(1000, new Learner.Step(0.75, 200), 1);
    progress.phaseFinished(Phase.TRAINING);
    progress.epochFinished(new Epoch(1, 0.5, 0.25, null, 0.1, 75, true, false));

    assertThat(err)
        .hasToString(
            "epoch 1/3  loss 0.5000  accuracy 0.2500  1 min 15 s  best so far%n".formatted());
  }

  @Test
  void aNewPlanCountsAndAveragedWeightsAreNamed() {
    Progress progress = progress(false, 3);

    progress.epochsPlanned(7);
    progress.epochFinished(new Epoch(2, 0.5, 0.25, null, 0.1, 75, true, true));

    assertThat(err)
        .asString()
        .startsWith("epoch 2/7  loss")
        .endsWith("best so far (averaged weights)%n".formatted());
  }

  @Test
  void countsWhatWasDoneNotWhatWasToDo() {
    Progress progress = progress(false, 0);

    progress.phaseStarted(Phase.VALIDATING, 1000);
    progress.batchClassified(60, 1);
    progress.imageRead(new Unreadable("x", 2, "gone"), 1);
    pass(1000);
    progress.phaseFinished(Phase.VALIDATING);

    assertThat(err).hasToString("validating: 61 images in 1.0 s (61 images/s)%n".formatted());
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.5, 1 min 00 s",
    "185, 3 min 05 s",
    "3599.4, 59 min 59 s",
    "3600, 1 h 00 min",
    "90000, 25 h 00 min"
  })
  void writesTimesAsPeopleDo(double seconds, String expected) {
    assertThat(TextFormat.duration(seconds)).isEqualTo(expected);
  }

  @Test
  void printsALineATrialOfASearchAndNothingOfItsEpochs() {
    Progress progress = progress(false, 0);
    Scores scores = new Scores(0.25, 0.9, 0.8, 0.7);

    progress.trialStarted(2, 0, 1);
    progress.epochsPlanned(1);
    progress.phaseStarted(Phase.TRAINING, 1000);
    progress.phaseFinished(Phase.TRAINING);
    progress.note("All 1 epochs fit.");
    progress.epochFinished(new Epoch(1, 0.5, 0.25, scores, 0.1, 75, true, false));
    progress.trialFinished(new Trial(1, 0, 1, Map.of("learning-rate", "0.01"), scores, 75), true);
    progress.note("Planned.");
    progress.trialStarted(3, 12, 3);
    progress.trialFinished(new Trial(2, 7, 3, Map.of("width", "0.5"), null, 5), false);

    assertThat(err)
        .hasToString(
            """
            trial 2  1 epoch  learning-rate 0.01  accuracy 0.9000  loss 0.2500  1 min 15 s  best so far
            Planned.
            trial 3/12  3 epochs  width 0.5  learning failed  5.0 s
            """);
  }

  @Test
  void printsALineAFoldAndNothingOfItsEpochs() {
    Progress progress = progress(false, 4);

    progress.foldStarted(1, 2);
    progress.epochsPlanned(1);
    progress.phaseStarted(Phase.TRAINING, 1000);
    progress.phaseFinished(Phase.TRAINING);
    progress.note("All 1 epochs fit.");
    progress.epochFinished(new Epoch(1, 0.5, 0.25, null, 0.1, 75, true, false));
    pass(75_000);
    progress.foldFinished();
    progress.note("Done.");

    assertThat(err)
        .hasToString(
            """
            fold 1/2  1 min 15 s
            Done.
            """);
  }

  @Test
  @Timeout(60)
  void namesTheTrialInTheLineThatIsDrawn() {
    Progress progress = progress(true, 0);
    progress.trialStarted(3, 12, 2);
    progress.epochsPlanned(2);
    progress.epochFinished(new Epoch(1, 0.5, 0.25, null, 0.1, 75, true, false));
    progress.phaseStarted(Phase.TRAINING, 1000);
    pass(500);
    progress.batchFitted(250, new Learner.Step(0.75, 200), 1);

    awaitDrawn("\r\033[Ktrial 3/12 epoch 2/2 training 250/1,000");
    progress.close();
  }
}
