package dev.espy.adapters.report.view;

import dev.espy.domain.training.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the epochs.
 *
 * @param epochs number of complete epochs, at least 1
 * @param best number of the best epoch
 * @param validated true if there are scores on validation images
 * @param drawn true if there are enough epochs for a curve
 * @param rows the epochs, evenly spaced if there are very many
 */
public record Curves(int epochs, int best, boolean validated, boolean drawn, List<Row> rows) {

  private static final int MOST_ROWS = 300;

  /**
   * An epoch.
   *
   * @param number the 1-based number
   * @param trainLoss the loss during training
   * @param trainAccuracy the accuracy during training
   * @param loss the loss on the validation images; null without them
   * @param accuracy the accuracy on the validation images; null without them
   * @param learningRate the learning rate
   * @param best true if it is the best epoch
   */
  public record Row(
      int number,
      Figure trainLoss,
      Figure trainAccuracy,
      @Nullable Figure loss,
      @Nullable Figure accuracy,
      Figure learningRate,
      boolean best) {}

  /** Returns the curves, or null without epochs. */
  static @Nullable Curves of(List<Epoch> epochs, @Nullable Epoch best) {
    if (epochs.isEmpty()) {
      return null;
    }
    int number = best == null ? epochs.get(epochs.size() - 1).number() : best.number();
    return new Curves(
        epochs.size(),
        number,
        epochs.stream().anyMatch(epoch -> epoch.validation() != null),
        epochs.size() > 1,
        shown(epochs, number).stream().map(epoch -> row(epoch, number)).toList());
  }

  private static List<Epoch> shown(List<Epoch> epochs, int best) {
    int step = (epochs.size() + MOST_ROWS - 1) / MOST_ROWS;
    List<Epoch> shown = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      if (i % step == 0 || i == epochs.size() - 1 || epochs.get(i).number() == best) {
        shown.add(epochs.get(i));
      }
    }
    return shown;
  }

  private static Row row(Epoch epoch, int best) {
    return new Row(
        epoch.number(),
        Figure.number(null, epoch.trainLoss()),
        Figure.share(null, epoch.trainAccuracy()),
        epoch.validated().map(scores -> Figure.number(null, scores.loss())).orElse(null),
        epoch.validated().map(scores -> Figure.share(null, scores.accuracy())).orElse(null),
        Figure.number(null, epoch.learningRate()),
        epoch.number() == best);
  }
}
