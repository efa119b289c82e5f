package dev.espy.adapters.csv.writing;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.application.RunListener;
import dev.espy.application.storage.FolderContents;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.training.Epoch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a run folder. {@code history.csv} has one row per epoch and is complete
 * after every epoch; a resumed run continues it. {@code confusion_matrix.csv} has a row per true
 * label and a column per predicted label or, above {@value ConfusionMatrix#LARGEST_SQUARE} labels,
 * a row for each pair of both that occurs. {@code model.errors.csv} lists the unreadable images, if
 * there are any.
 */
public final class RunTables implements RunListener {

  private static final List<String> COLUMNS =
      List.of(
          "epoch",
          "train_loss",
          "train_accuracy",
          "validation_loss",
          "validation_accuracy",
          "learning_rate",
          "seconds");

  private final Path history;
  private final Path confusionMatrix;
  private final Path errors;
  private final Queue<Unreadable> unreadable = new ConcurrentLinkedQueue<>();
  private @Nullable List<List<String>> epochs;
  private boolean inFold;

  /**
   * @param folder the run folder; created if missing
   */
  public RunTables(Path folder) {
    this.history = folder.resolve(FolderContents.HISTORY);
    this.confusionMatrix = folder.resolve(FolderContents.CONFUSION_MATRIX);
    this.errors = folder.resolve(FolderContents.ERRORS);
  }

  @Override
  public void imageRead(DecodeResult reading, long nanos) {
    if (reading instanceof Unreadable bad) {
      unreadable.add(bad);
    }
  }

  @Override
  public void phaseFinished(Phase phase) {
    if (phase != Phase.READING) {
      return;
    }
    if (unreadable.isEmpty()) {
      CsvTableWriter.remove(errors);
      return;
    }
    try (CsvTableWriter table = new CsvTableWriter(errors, List.of("row", "image", "reason"))) {
      unreadable.stream()
          .sorted(Comparator.comparingInt(Unreadable::row))
          .forEach(bad -> table.add(CsvTableWriter.error(bad)));
      table.commit();
    }
  }

  @Override
  public void foldStarted(int fold, int folds) {
    inFold = true;
  }

  @Override
  public void foldFinished() {
    inFold = false;
  }

  @Override
  public void epochFinished(Epoch epoch) {
    if (inFold) {
      return; // The history is that of the run's model.
    }
    if (epochs == null) {
      epochs = earlierThan(epoch.number());
    }
    Scores validation = epoch.validation();
    epochs.add(
        List.of(
            Integer.toString(epoch.number()),
            CsvTableWriter.number(epoch.trainLoss()),
            CsvTableWriter.number(epoch.trainAccuracy()),
            validation == null ? "" : CsvTableWriter.number(validation.loss()),
            validation == null ? "" : CsvTableWriter.number(validation.accuracy()),
            CsvTableWriter.number(epoch.learningRate()),
            CsvTableWriter.number(epoch.seconds())));
    try (CsvTableWriter table = new CsvTableWriter(history, COLUMNS)) {
      epochs.forEach(table::add);
      table.commit();
    }
  }

  /** Returns the rows of the epochs before the run was resumed. */
  private List<List<String>> earlierThan(int epoch) {
    List<List<String>> found = new ArrayList<>();
    if (epoch == 1 || !Files.isRegularFile(history)) {
      return found;
    }
    CsvFile file = CsvFile.open(history, history.toString());
    if (!file.header().equals(COLUMNS)) {
      return found;
    }
    try (CsvRows rows = file.rows()) {
      for (CsvRow line = rows.next(); line != null; line = rows.next()) {
        List<String> row = line.cells();
        String number = row.get(0);
        if (number.matches("\\d{1,9}")
            && Integer.parseInt(number) < epoch
            && row.size() == COLUMNS.size()) {
          found.add(row);
        }
      }
    }
    return found;
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    ConfusionMatrix confusion = evaluation.confusion();
    if (confusion.isSquare()) {
      writeSquare(confusion);
    } else {
      writePairs(confusion);
    }
  }

  private void writePairs(ConfusionMatrix confusion) {
    Labels labels = confusion.labels();
    try (CsvTableWriter table =
        new CsvTableWriter(confusionMatrix, List.of("truth", "label", "count"))) {
      for (ConfusionMatrix.Pair pair : confusion.pairs()) {
        table.add(
            List.of(
                labels.get(pair.truth()).name(),
                labels.get(pair.answer()).name(),
                Integer.toString(pair.count())));
      }
      table.commit();
    }
  }

  private void writeSquare(ConfusionMatrix confusion) {
    int[][] counts = confusion.counts();
    List<String> header = new ArrayList<>(List.of("truth"));
    confusion.labels().asList().stream().map(Label::name).forEach(header::add);
    try (CsvTableWriter table = new CsvTableWriter(confusionMatrix, header)) {
      for (int truth = 0; truth < confusion.labels().size(); truth++) {
        List<String> row = new ArrayList<>(List.of(confusion.labels().get(truth).name()));
        for (int count : counts[truth]) {
          row.add(Integer.toString(count));
        }
        table.add(row);
      }
      table.commit();
    }
  }
}
