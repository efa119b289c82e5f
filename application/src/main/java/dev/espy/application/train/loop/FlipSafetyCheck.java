package dev.espy.application.train.loop;

import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a horizontal flip keeps the meaning of the images. A network that never saw a
 * flipped image classifies the validation images and their mirror images: a mirrored shirt looks
 * like a shirt, a left arrow like a right arrow, a 3 like no digit. A flip is safe only if every
 * single label is still recognised, because a wrong flip harms much and a missing flip harms
 * little.
 */
final class FlipSafetyCheck {

  /** The fewest validation images of a label for a decision. */
  private static final long LEAST_IMAGES = 20;

  /**
   * The smallest F1 of a label that the network knows. Two labels that are each other's mirror
   * images, and so are confused at random, have about 0.5.
   */
  private static final double KNOWN = 0.6;

  /**
   * The smallest share of a label's recall that must be left. For two labels that are each other's
   * mirror images it is at most 0.4 / 0.6.
   */
  private static final double LEAST_LEFT = 0.75;

  /** The answers of the check. */
  enum Answer {
    /** A flip keeps the meaning. */
    YES,
    /** A flip changes the meaning, or that cannot be decided. */
    NO,
    /** The network does not know all labels yet. */
    UNKNOWN
  }

  /**
   * An answer with its reason.
   *
   * @param answer the answer
   * @param why the reason for the user, without a full stop
   */
  record Verdict(Answer answer, String why) {}

  private FlipSafetyCheck() {}

  /** Returns {@code NO} if a label has too few images, else {@code UNKNOWN}. */
  static Verdict enough(Evaluation plain, int labels) {
    for (LabelScore score : plain.perLabel().subList(0, labels)) {
      if (score.support() < LEAST_IMAGES) {
        return new Verdict(
            Answer.NO,
            "%,d validation images of '%s' are too few to check that mirroring is safe; it takes %d"
                .formatted(score.support(), score.label(), LEAST_IMAGES));
      }
    }
    return new Verdict(Answer.UNKNOWN, "there are enough validation images");
  }

  /**
   * Compares the evaluations of the images and of their mirror images.
   *
   * @param plain the network's evaluation on the validation images
   * @param mirrored the network's evaluation on the mirrored validation images
   * @param labels the number of labels that the network learns; later labels are ignored
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
