package dev.espy.application.predict;

import dev.espy.application.RunListener;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Remedy;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.network.Model;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** The smallest confidence of an answer. An image with a lower confidence gets no label. */
public sealed interface ConfidenceThreshold {

  /** Returns the threshold that every confidence reaches. */
  static ConfidenceThreshold none() {
    return new Fixed(0);
  }

  /**
   * Returns the smallest confidence of an answer, from 0 to 1.
   *
   * @param model the model that answers
   * @param listener receiver of a note that describes the choice, if there is one to make
   * @throws BadModelException if the model has no such confidence
   */
  double confidence(Model model, RunListener listener);

  /**
   * A given confidence.
   *
   * @param value the confidence, from 0 to 1
   */
  record Fixed(double value) implements ConfidenceThreshold {

    /**
     * @throws IllegalArgumentException if the confidence is out of range
     */
    public Fixed {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("confidence " + value);
      }
    }

    @Override
    public double confidence(Model model, RunListener listener) {
      return value;
    }
  }

  /**
   * The smallest confidence from which on the model is accurate enough on its own validation
   * images: the lower end of the accuracy's 95 % interval reaches the target.
   *
   * @param target the accuracy, above 0 and below 1
   */
  record ForAccuracy(double target) implements ConfidenceThreshold {

    private static final int DIGITS = 4;

    /**
     * @throws IllegalArgumentException if the target is out of range
     */
    public ForAccuracy {
      if (!(target > 0 && target < 1)) {
        throw new IllegalArgumentException("accuracy " + target);
      }
    }

    @Override
    public double confidence(Model model, RunListener listener) {
      Calibration calibration = model.calibration();
      if (calibration == null) {
        throw new BadModelException(
            "the model is not calibrated, so the confidence for an accuracy of %s is unknown"
                .formatted(plain(target)),
            Remedy.CALIBRATE,
            Remedy.other("train it again with validation images"));
      }
      Coverage coverage = calibration.coverage();
      OptionalDouble confidence = coverage.confidenceFor(target);
      if (confidence.isEmpty()) {
        throw unreached(coverage);
      }
      listener.note(sentence(coverage, confidence.getAsDouble()));
      return confidence.getAsDouble();
    }

    private BadModelException unreached(Coverage coverage) {
      // Rounded down, so that asking for this accuracy succeeds.
      BigDecimal highest =
          BigDecimal.valueOf(coverage.highestAccuracy()).setScale(DIGITS, RoundingMode.DOWN);
      String reason =
          "no confidence gives an accuracy of %s: on %s the lower end of its 95 %% interval is at most %s"
              .formatted(plain(target), images(coverage), highest);
      Remedy more = Remedy.other("train the model with more validation images");
      return highest.signum() == 0
          ? new BadModelException(reason, more)
          : new BadModelException(reason, Remedy.accuracyOfAtMost(highest.toPlainString()), more);
    }

    private static String sentence(Coverage coverage, double confidence) {
      Proportion right = coverage.answeredFrom(confidence);
      Interval interval = right.interval();
      return String.format(
          Locale.ROOT,
          "At confidence %s or more, %.4f of the answers to %s were right (95 %% interval %.4f to"
              + " %.4f); %.4f of the images were answered.",
          plain(confidence),
          right.value(),
          images(coverage),
          interval.lower(),
          interval.upper(),
          new Proportion(right.total(), coverage.images()).value());
    }

    private static String images(Coverage coverage) {
      long images = coverage.images();
      return String.format(
          Locale.ROOT, "the model's %,d validation image%s", images, images == 1 ? "" : "s");
    }

    private static String plain(double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
  }
}
