package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.csv.Pictures;
import dev.espy.application.RunListener;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTablesTest {

  private static final String HEADER =
      "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n";

  @TempDir Path folder;

  private static Epoch epoch(int number, boolean validated) {
    return new Epoch(
        number,
        0.6931471,
        0.5,
        validated ? evaluation().scores() : null,
        1e-5,
        12.3456789,
        true,
        false);
  }

  private static Evaluation evaluation() {
    Labels labels = new Labels(List.of(new Label("cat"), new Label("a, \"b\"")));
    Evaluator evaluator = new Evaluator(labels, labels.asList());
    evaluator.add(labels.get(0), new float[] {0.5f, 0.5f}, 0);
    evaluator.add(labels.get(1), new float[] {0.5f, 0.5f}, 0);
    return evaluator.evaluation();
  }

  @Test
  void epochsOfFoldsAreNotThoseOfTheRun() {
    RunTables tables = new RunTables(folder);
    tables.epochFinished(epoch(1, false));

    tables.foldStarted(1, 2);
    tables.epochFinished(epoch(1, false));
    tables.epochFinished(epoch(2, false));
    tables.foldFinished();

    String first = "1,0.693147,0.5,,,0.00001,12.3457\n";
    assertThat(folder.resolve("history.csv")).hasContent(HEADER + first);
    tables.epochFinished(epoch(2, false));
    assertThat(folder.resolve("history.csv"))
        .hasContent(HEADER + first + "2,0.693147,0.5,,,0.00001,12.3457\n");
  }

  @Test
  void keepsTheHistoryAfterEveryEpoch() {
    RunTables tables = new RunTables(folder.resolve("new"));
    Path history = folder.resolve("new/history.csv");

    tables.epochFinished(epoch(1, true));
    assertThat(history).hasContent(HEADER + "1,0.693147,0.5,0.693147,0.5,0.00001,12.3457\n");

    tables.epochFinished(epoch(2, false));
    assertThat(history)
        .hasContent(
            HEADER
                + "1,0.693147,0.5,0.693147,0.5,0.00001,12.3457\n"
                + "2,0.693147,0.5,,,0.00001,12.3457\n");
  }

  @Test
  void aResumedRunGoesOnWithItsHistory() {
    Path history =
        Pictures.write(folder.resolve("history.csv"), HEADER + "1,1,1,,,1,1\n2,2,2,,,2,2\n");

    new RunTables(folder).epochFinished(epoch(2, false));

    assertThat(history).hasContent(HEADER + "1,1,1,,,1,1\n2,0.693147,0.5,,,0.00001,12.3457\n");
  }

  @Test
  void aNewRunStartsAnew() {
    Path history = Pictures.write(folder.resolve("history.csv"), HEADER + "1,1,1,,,1,1\n");

    new RunTables(folder).epochFinished(epoch(1, false));

    assertThat(history).hasContent(HEADER + "1,0.693147,0.5,,,0.00001,12.3457\n");
  }

  @Test
  void writesTheConfusionMatrix() {
    new RunTables(folder).evaluated(evaluation());

    assertThat(folder.resolve("confusion_matrix.csv"))
        .hasContent("truth,cat,\"a, \"\"b\"\"\"\ncat,1,0\n\"a, \"\"b\"\"\",1,0\n");
  }

  @Test
  void namesWhatCouldNotBeReadAndForgetsAnEarlierRun() {
    Path errors = folder.resolve("model.errors.csv");

    RunTables tables = new RunTables(folder);
    tables.imageRead(new Unreadable("b.png", 9, "not an image, or damaged"), 1);
    tables.imageRead(new Unreadable("a.png", 3, "no such file"), 1);
    tables.phaseFinished(RunListener.Phase.READING);
    assertThat(errors)
        .hasContent(
            "row,image,reason\n3,a.png,no such file\n9,b.png,\"not an image, or damaged\"\n");

    new RunTables(folder).phaseFinished(RunListener.Phase.READING);
    assertThat(errors).doesNotExist();
  }

  @Test
  void aboveAThousandLabelsWritesThePairsThatOccur() {
    Labels labels =
        new Labels(IntStream.rangeClosed(0, 1000).mapToObj(i -> new Label("l" + i)).toList());
    Evaluator evaluator = new Evaluator(labels, List.of());
    float[] third = new float[1001];
    third[3] = 1;
    evaluator.add(labels.get(1000), third, 0);
    evaluator.add(labels.get(3), third, 0);
    evaluator.add(labels.get(1000), third, 0);

    new RunTables(folder).evaluated(evaluator.evaluation());

    assertThat(folder.resolve("confusion_matrix.csv"))
        .hasContent("truth,label,count\nl3,l3,1\nl1000,l3,2\n");
  }
}
