package dev.espy.application.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The loss at rising learning rates.
 *
 * @param points the steps in the order of their rates, all losses finite
 */
public record LearningRateCurve(List<Point> points) {

  /** The smallest relative fall of the loss that counts; a smaller one is noise. */
  private static final double LEAST_FALL = 0.05;

  private static final double SMOOTHING = 0.8;
  private static final double EXPLODED = 4;

  /**
   * One step.
   *
   * @param learningRate the learning rate of the step
   * @param loss the mean loss of its batch, before the step
   * @param smoothed the exponential moving average of the losses up to this one
   */
  public record Point(double learningRate, double loss, double smoothed) {}

  /** Copies the list. */
  public LearningRateCurve {
    points = List.copyOf(points);
  }

  /** Returns the point with the lowest smoothed loss, or empty if the loss did not fall. */
  public Optional<Point> lowest() {
    return points.stream()
        .min(Comparator.comparingDouble(Point::smoothed))
        .filter(point -> point.smoothed() < (1 - LEAST_FALL) * points.get(0).smoothed());
  }

  /**
   * Returns a good peak rate for a schedule, rounded to two digits, or empty if the loss did not
   * fall. It is a tenth of the rate with the lowest loss, since that rate is the last one before
   * steps become too large.
   */
  public Optional<Double> suggestion() {
    return lowest()
        .map(
            point ->
                new BigDecimal(point.learningRate() / 10).round(new MathContext(2)).doubleValue());
  }

  /** A builder of curves. */
  static final class Builder {

    private final List<Point> points = new ArrayList<>();
    private double average;
    private double lowest = Double.POSITIVE_INFINITY;
    private boolean exploded;

    /** Adds the next step, unless its loss is not finite. */
    void add(double learningRate, double loss) {
      if (!Double.isFinite(loss)) {
        exploded = true;
        return;
      }
      average = SMOOTHING * average + (1 - SMOOTHING) * loss;
      double smoothed = average / (1 - Math.pow(SMOOTHING, points.size() + 1.0));
      points.add(new Point(learningRate, loss, smoothed));
      lowest = Math.min(lowest, smoothed);
      exploded = smoothed > EXPLODED * lowest;
    }

    /** Returns the number of steps. */
    int size() {
      return points.size();
    }

    /** Returns whether the loss exploded. */
    boolean exploded() {
      return exploded;
    }

    LearningRateCurve build() {
      return new LearningRateCurve(points);
    }
  }
}
