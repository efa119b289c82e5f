package dev.espy.application.train.loop;

import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether images may be mirrored, left to right, without changing their meaning. A
 * network that never saw a mirrored image is asked about validation images and their mirror images:
 * a shirt in a mirror looks like a shirt, a left arrow like a right one, a 3 like nothing it knows.
 * Only where each single label is still recognised, images may be mirrored: to mirror what must not
 * be harms much, not to mirror what could be harms little.
 */
final class FlipSafetyCheck {

  /** Fewer validation images of a label say nothing. */
  private static final long LEAST_IMAGES = 20;

  /**
   * The F1 from which on a network knows a label. Two labels that it takes for one another by
   * chance, being each other's mirror images, have about 0.5.
   */
  private static final double KNOWN = 0.6;

  /** How much of a label's recall must be left. For mirror twins it is at most 0.4 / 0.6. */
  private static final double LEAST_LEFT = 0.75;

  /** What came out. */
  enum Answer {
    /** Mirroring leaves the meaning. */
    YES,
    /** It does not, or that cannot be seen. */
    NO,
    /** The network does not know all labels yet. */
    UNKNOWN
  }

  /**
   * What came out, and why.
   *
   * @param answer the answer
   * @param why half a sentence for the user
   */
  record Verdict(Answer answer, String why) {}

  private FlipSafetyCheck() {}

  /** Returns whether there are enough images of each label. */
  static Verdict enough(Evaluation plain, int labels) {
    for (LabelScore score : plain.perLabel().subList(0, labels)) {
      if (score.support() < LEAST_IMAGES) {
        return new Verdict(
            Answer.NO,
            "with %,d validation images of '%s' it cannot be seen whether that leaves their meaning"
                .formatted(score.support(), score.label()));
      }
    }
    return new Verdict(Answer.UNKNOWN, "there are enough validation images");
  }

  /**
   * Judges.
   *
   * @param plain the network's score on validation images
   * @param mirrored its score on their mirror images
   * @param labels how many labels the network knows; others come after them and do not count
   */
  static Verdict judge(Evaluation plain, Evaluation mirrored, int labels) {
    Verdict enough = enough(plain, labels);
    if (enough.answer() == Answer.NO) {
      return enough;
    }
    LabelScore unknown = null;
    LabelScore worst = null;
    double least = Double.POSITIVE_INFINITY;
    for (int label = 0; label < labels; label++) {
      LabelScore score = plain.perLabel().get(label);
      if (score.f1() < KNOWN) {
        unknown = score;
        continue;
      }
      double left = mirrored.perLabel().get(label).recall() / score.recall();
      ConfusionMatrix.Pair most = mostFrequent(mirrored.confusion().row(label));
      if (most != null && most.count() > mirrored.confusion().count(label, label)) {
        return new Verdict(
            Answer.NO,
            "in a mirror '%s' is mostly taken for '%s'"
                .formatted(score.label(), mirrored.perLabel().get(most.answer()).label()));
      }
      if (left < LEAST_LEFT) {
        return new Verdict(
            Answer.NO,
            "in a mirror only %s of '%s' is recognised".formatted(share(left), score.label()));
      }
      if (left < least) {
        least = left;
        worst = score;
      }
    }
    if (unknown != null || worst == null) {
      return new Verdict(
          Answer.UNKNOWN,
          "the network does not know '%s' well enough to tell"
              .formatted(unknown == null ? "" : unknown.label()));
    }
    return new Verdict(
        Answer.YES,
        "every label is recognised in a mirror as well; the worst is '%s', of which %s is left"
            .formatted(worst.label(), share(Math.min(1, least))));
  }

  private static ConfusionMatrix.@Nullable Pair mostFrequent(List<ConfusionMatrix.Pair> row) {
    return row.stream().max(Comparator.comparingInt(ConfusionMatrix.Pair::count)).orElse(null);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
