package dev.espy.application.train.loop;

import dev.espy.application.RunListener;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.evaluation.Evaluation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the augmentation from the data. Images are shifted by about a pixel, which changes no
 * meaning and helps with small data sets. They are also flipped if {@link FlipSafetyCheck} finds
 * that a flip keeps their meaning. Rotating, erasing and mixing images need very many epochs to pay
 * off, so they are never chosen.
 */
public final class AutoAugmentation {

  private static final Augmentation SHIFT_ONLY = Augmentation.parse("shift=0.04");
  private static final Augmentation SHIFT_AND_FLIP = Augmentation.parse("shift=0.04,flip=0.5");

  private final int labels;
  private @Nullable Augmentation decided;

  /**
   * @param decided the augmentation set by the user or decided earlier, or null if undecided
   * @param labels the number of labels that the network learns
   */
  public AutoAugmentation(@Nullable Augmentation decided, int labels) {
    this.decided = decided;
    this.labels = labels;
  }

  /** Returns the decided augmentation, or null while undecided. */
  @Nullable Augmentation decided() {
    return decided;
  }

  /** Returns the augmentation of the next epoch. */
  public Augmentation current() {
    return decided == null ? SHIFT_ONLY : decided;
  }

  /**
   * Decides after an epoch, if undecided and if the evaluations suffice.
   *
   * @param epoch the number of the epoch that ended
   * @param epochs the planned number of epochs; the decision is made within the first third
   * @param plain the network's evaluation on the validation images, or null without any
   * @param mirrored the network's evaluation on the mirrored validation images; null if cancelled
   * @param listener the listener that is told the decision
   * @return false if the mirrored evaluation was needed and cancelled
   */
  boolean decide(
      int epoch,
      long epochs,
      @Nullable Evaluation plain,
      Supplier<@Nullable Evaluation> mirrored,
      RunListener listener) {
    if (decided != null || epoch >= epochs) {
      return true;
    }
    FlipSafetyCheck.Verdict verdict =
        plain == null
            ? new FlipSafetyCheck.Verdict(
                FlipSafetyCheck.Answer.NO, "there are no validation images to tell by")
            : FlipSafetyCheck.enough(plain, labels);
    if (plain != null && verdict.answer() != FlipSafetyCheck.Answer.NO) {
      Evaluation score = mirrored.get();
      if (score == null) {
        return false;
      }
      verdict = FlipSafetyCheck.judge(plain, score, labels);
    }
    if (verdict.answer() == FlipSafetyCheck.Answer.YES) {
      decided = SHIFT_AND_FLIP;
      listener.note("Images are mirrored at random from now on: " + verdict.why() + ".");
    } else if (verdict.answer() == FlipSafetyCheck.Answer.NO || 3L * (epoch + 1) > epochs) {
      decided = SHIFT_ONLY;
      listener.note("Images are not mirrored: " + verdict.why() + ".");
    }
    return true;
  }
}
