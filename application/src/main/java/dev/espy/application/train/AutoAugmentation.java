package dev.espy.application.train;

import dev.espy.application.RunListener;
import dev.espy.application.augment.Augmentation;
import dev.espy.domain.evaluation.Evaluation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is done to training images where that is to be decided from the data: they are moved by
 * about a pixel, which changes no meaning and lets small data sets last longer; and they are
 * mirrored once {@link FlipProbe} has found that this leaves their meaning. Nothing else: what
 * turns, erases or mixes images pays only where there is time for very many epochs.
 */
final class AutoAugmentation {

  private static final Augmentation MOVED = Augmentation.parse("shift=0.04");
  private static final Augmentation MIRRORED = Augmentation.parse("shift=0.04,flip=0.5");

  private @Nullable Augmentation decided;

  /**
   * @param decided what was decided, by the user or earlier; null if it is to be decided
   */
  AutoAugmentation(@Nullable Augmentation decided) {
    this.decided = decided;
  }

  /** Returns what was decided, or null if it is still to be. */
  @Nullable Augmentation decided() {
    return decided;
  }

  /** Returns what is done to the next epoch's images. */
  Augmentation current() {
    return decided == null ? MOVED : decided;
  }

  /**
   * Tries to decide, if it is to be decided.
   *
   * @param epoch the epoch that is over
   * @param epochs how many there will be; a third of them is time to find out
   * @param labels how many labels the network knows
   * @param plain its score on the validation images, or null if there are none
   * @param mirrored asks for its score on their mirror images; may give null, which decides nothing
   * @param listener is told what was decided
   * @return false if the answer on the mirror images is missing
   */
  boolean decide(
      int epoch,
      long epochs,
      int labels,
      @Nullable Evaluation plain,
      Supplier<@Nullable Evaluation> mirrored,
      RunListener listener) {
    if (decided != null || epoch >= epochs) {
      return true;
    }
    FlipProbe.Verdict verdict =
        plain == null
            ? new FlipProbe.Verdict(
                FlipProbe.Answer.NO, "there are no validation images to tell by")
            : FlipProbe.enough(plain, labels);
    if (plain != null && verdict.answer() != FlipProbe.Answer.NO) {
      Evaluation score = mirrored.get();
      if (score == null) {
        return false;
      }
      verdict = FlipProbe.judge(plain, score, labels);
    }
    if (verdict.answer() == FlipProbe.Answer.YES) {
      decided = MIRRORED;
      listener.note("Images are mirrored at random from now on: " + verdict.why() + ".");
    } else if (verdict.answer() == FlipProbe.Answer.NO || 3L * (epoch + 1) > epochs) {
      decided = MOVED;
      listener.note("Images are not mirrored: " + verdict.why() + ".");
    }
    return true;
  }
}
