package dev.espy.adapters.report.view;

import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Reliability;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.statistics.Proportion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the model's confidence can be believed.
 *
 * @param error the calibration error
 * @param errorBefore the calibration error without the temperature, or null if there is none
 * @param temperature the temperature, or null if the model has none
 * @param bins the answers by confidence
 * @param binsBefore the answers by the confidence without the temperature; null if there is none
 * @param answered accuracy of the answers above some confidences
 * @param steps the same as a curve, in ascending order of the answered share
 */
public record Confidence(
    Figure error,
    @Nullable Figure errorBefore,
    @Nullable String temperature,
    List<Bin> bins,
    @Nullable List<Bin> binsBefore,
    List<Answered> answered,
    List<Point> steps) {

  private static final int MOST_STEPS = 120;

  /** Returns the number of groups of answers, in words. */
  public String groups() {
    return Numbers.count(bins.size(), "group");
  }

  /**
   * The answers of similar confidence.
   *
   * @param images number of images
   * @param confidence mean confidence
   * @param accuracy share of right answers
   */
  public record Bin(Figure images, Figure confidence, Figure accuracy) {}

  /**
   * The answers above a confidence.
   *
   * @param confidence the confidence
   * @param images number of images
   * @param answered their share of all images
   * @param accuracy share of right answers
   * @param lower lower end of its interval
   * @param upper upper end of its interval
   */
  public record Answered(
      Figure confidence,
      Figure images,
      Figure answered,
      Figure accuracy,
      Figure lower,
      Figure upper) {}

  /**
   * A point of the curve.
   *
   * @param confidence the smallest confidence of the answers
   * @param answered share of all images
   * @param accuracy share of right answers
   * @param lower lower end of its interval
   * @param upper upper end of its interval
   */
  public record Point(
      double confidence, double answered, double accuracy, double lower, double upper) {}

  /**
   * @param temperature the model's temperature, or null if it has none
   */
  static Confidence of(Evaluation evaluation, @Nullable Float temperature) {
    Double before = evaluation.calibrationErrorBefore();
    Reliability uncalibrated = evaluation.uncalibrated();
    return new Confidence(
        Figure.points("calibrationError", evaluation.calibrationError()),
        before == null ? null : Figure.points("calibrationErrorBefore", before),
        temperature == null ? null : new BigDecimal(temperature.toString()).toPlainString(),
        bins("reliability", evaluation.reliability()),
        uncalibrated == null ? null : bins("reliabilityBefore", uncalibrated),
        answered(evaluation.coverage()),
        steps(evaluation.coverage()));
  }

  private static List<Bin> bins(String name, Reliability reliability) {
    List<Bin> bins = new ArrayList<>();
    for (Reliability.Bin bin : reliability.bins()) {
      if (bin.images() > 0) {
        String path = name + "." + bins.size() + ".";
        bins.add(
            new Bin(
                Figure.count(path + "images", bin.images()),
                Figure.share(path + "confidence", bin.confidence()),
                Figure.share(path + "accuracy", bin.accuracy())));
      }
    }
    return bins;
  }

  private static List<Answered> answered(Coverage coverage) {
    List<Answered> rows = new ArrayList<>();
    for (int i = 0; i < Coverage.USUAL.size(); i++) {
      double confidence = Coverage.USUAL.get(i);
      Proportion answered = coverage.answeredFrom(confidence);
      if (answered.total() > 0) {
        String path = "coverage." + i + ".";
        rows.add(
            new Answered(
                Figure.round(path + "confidence", confidence),
                Figure.count(path + "images", answered.total()),
                Figure.share(
                    path + "answered", new Proportion(answered.total(), coverage.images()).value()),
                Figure.share(path + "accuracy", answered.value()),
                Figure.share(path + "interval.0", answered.interval().lower()),
                Figure.share(path + "interval.1", answered.interval().upper())));
      }
    }
    return rows;
  }

  private static List<Point> steps(Coverage coverage) {
    List<Coverage.Step> all = coverage.steps();
    int every = (all.size() + MOST_STEPS - 1) / MOST_STEPS;
    double total = coverage.images();
    List<Point> steps = new ArrayList<>();
    long images = 0;
    long correct = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      images += all.get(i).images();
      correct += all.get(i).correct();
      if (i % every == 0) {
        Proportion right = new Proportion(correct, images);
        steps.add(
            new Point(
                all.get(i).confidence(),
                images / total,
                right.value(),
                right.interval().lower(),
                right.interval().upper()));
      }
    }
    return steps;
  }
}
