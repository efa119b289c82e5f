package dev.espy.application.compare;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.port.DifferencesPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the answers of two models. Its memory depends on the number of labels. */
final class Tally {

  /** As many labels as a data set may have. */
  private static final int MOST_LABELS = 1_000_000;

  private static final Comparator<LabelComparison> MOST_DIFFERENT_FIRST =
      Comparator.comparingDouble((LabelComparison label) -> -Math.abs(label.difference()))
          .thenComparing(Comparator.comparingLong(LabelComparison::support).reversed())
          .thenComparing(LabelComparison::label);

  private final DifferencesPort.@Nullable Writer writer;
  private final Map<String, Counts> perLabel = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private final Counts all = new Counts();
  private long bothRight;
  private long differing;

  /** The images of a label, or of all, and the right answers to them. */
  private static final class Counts {
    private long support;
    private long firstRight;
    private long secondRight;

    void add(boolean first, boolean second) {
      support++;
      firstRight += first ? 1 : 0;
      secondRight += second ? 1 : 0;
    }
  }

  /**
   * @param writer the receiver of the images on which the models differ, or null for none
   */
  Tally(DifferencesPort.@Nullable Writer writer) {
    this.writer = writer;
  }

  /**
   * Adds an image.
   *
   * @param id the image's name
   * @param truth the true label
   * @param first the answer of the first model
   * @param second the answer of the second model
   * @throws BadDataSetException if there are too many labels
   */
  void add(String id, Label truth, Label first, Label second) {
    boolean firstRight = first.equals(truth);
    boolean secondRight = second.equals(truth);
    all.add(firstRight, secondRight);
    perLabel.computeIfAbsent(truth.name(), name -> new Counts()).add(firstRight, secondRight);
    if (perLabel.size() > MOST_LABELS) {
      throw new BadDataSetException(
          "there are more than %,d different labels; compare on fewer".formatted(MOST_LABELS));
    }
    bothRight += firstRight && secondRight ? 1 : 0;
    if (!first.equals(second)) {
      Difference difference = new Difference(id, truth, first, second);
      differing++;
      if (differences.size() < Comparison.MOST_DIFFERENCES) {
        differences.add(difference);
      }
      if (writer != null) {
        writer.write(difference);
      }
    }
  }

  /** Returns the number of images so far. */
  long images() {
    return all.support;
  }

  /**
   * Returns the comparison, after the list of differences was put in place.
   *
   * @param unreadable the images that could not be read
   * @param unlabelled number of rows without a label
   */
  Comparison finish(UnreadableImages unreadable, int unlabelled) {
    if (writer != null) {
      writer.finish();
    }
    return new Comparison(
        bothRight,
        all.firstRight - bothRight,
        all.secondRight - bothRight,
        all.support - all.firstRight - all.secondRight + bothRight,
        differing,
        perLabel.entrySet().stream()
            .map(
                label ->
                    new LabelComparison(
                        new Label(label.getKey()),
                        label.getValue().support,
                        label.getValue().firstRight,
                        label.getValue().secondRight))
            .sorted(MOST_DIFFERENT_FIRST)
            .toList(),
        differences,
        unreadable,
        unlabelled);
  }
}
