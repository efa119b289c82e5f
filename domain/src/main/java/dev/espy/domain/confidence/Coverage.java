package dev.espy.domain.confidence;

import dev.espy.domain.statistics.Proportion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The trade-off between answering many images and answering right: the images by confidence, on a
 * fixed grid of some 500 confidences, which is finer towards 0 and 1.
 *
 * @param steps the occupied steps of the grid, in ascending order
 */
public record Coverage(List<Step> steps) {

  /** Confidences that people ask for; all are on the grid. */
  public static final List<Double> USUAL =
      List.of(0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999);

  private static final double[] GRID = grid();

  /**
   * The images whose confidence is at least that of the step, and below that of the grid's next
   * one.
   *
   * @param confidence the lowest confidence of the step, from 0 to 1
   * @param images number of images, at least 1
   * @param correct number of right answers among them
   */
  public record Step(double confidence, long images, long correct) {

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public Step {
      if (!(confidence >= 0 && confidence <= 1)
          || images < 1
          || correct < 0
          || correct > images
          || images > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%d of %d right at confidence %s".formatted(correct, images, confidence));
      }
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the steps are not in ascending order, or have more than
   *     2,147,483,647 images
   */
  public Coverage {
    steps = List.copyOf(steps);
    long images = 0;
    for (int i = 0; i < steps.size(); i++) {
      images += steps.get(i).images();
      if (i > 0 && steps.get(i).confidence() <= steps.get(i - 1).confidence()) {
        throw new IllegalArgumentException("confidences are not in order");
      }
    }
    if (images > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(images + " images");
    }
  }

  /** Returns the number of images. */
  public long images() {
    return steps.stream().mapToLong(Step::images).sum();
  }

  /**
   * Returns the right answers among those given at a confidence of at least {@code confidence}.
   *
   * @param confidence a confidence of the grid, such as one of {@link #USUAL}
   */
  public Proportion answeredFrom(double confidence) {
    long images = 0;
    long correct = 0;
    for (Step step : steps) {
      if (step.confidence() >= confidence) {
        images += step.images();
        correct += step.correct();
      }
    }
    return new Proportion(correct, images);
  }

  /**
   * Returns the smallest confidence from which on the accuracy is high enough: the lower end of its
   * 95 % interval reaches the target.
   *
   * @param accuracy the target, from 0 to 1
   * @return the confidence, or empty if no confidence of the grid is high enough
   */
  public OptionalDouble confidenceFor(double accuracy) {
    double[] reached = lowerEnds();
    return IntStream.range(0, reached.length)
        .filter(step -> reached[step] >= accuracy)
        .mapToDouble(step -> steps.get(step).confidence())
        .findFirst();
  }

  /** Returns the largest target that {@link #confidenceFor} can reach, 0 without images. */
  public double highestAccuracy() {
    return Arrays.stream(lowerEnds()).max().orElse(0);
  }

  /** Returns the lower end of the accuracy's interval from each step on. */
  private double[] lowerEnds() {
    double[] ends = new double[steps.size()];
    long images = 0;
    long correct = 0;
    for (int i = ends.length - 1; i >= 0; i--) {
      images += steps.get(i).images();
      correct += steps.get(i).correct();
      ends[i] = new Proportion(correct, images).interval().lower();
    }
    return ends;
  }

  /** Counts answers. */
  public static final class Counter {

    private final long[] images = new long[GRID.length];
    private final long[] correct = new long[GRID.length];

    /**
     * Adds an answer.
     *
     * @param confidence its confidence, from 0 to 1
     * @param isCorrect true if it is right
     */
    public void add(double confidence, boolean isCorrect) {
      int place = Arrays.binarySearch(GRID, confidence);
      int step = place >= 0 ? place : Math.max(0, -place - 2);
      images[step]++;
      correct[step] += isCorrect ? 1 : 0;
    }

    /** Returns the answers so far. */
    public Coverage counted() {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < GRID.length; i++) {
        if (images[i] > 0) {
          steps.add(new Step(GRID[i], images[i], correct[i]));
        }
      }
      return new Coverage(steps);
    }
  }

  /**
   * Returns the grid: equal steps of the log-odds, each confidence rounded so that it and its
   * distance to 1 have few digits, and the usual confidences.
   */
  private static double[] grid() {
    MathContext digits = new MathContext(3);
    TreeSet<Double> grid = new TreeSet<>(USUAL);
    for (int i = -140; i <= 320; i++) {
      double odds = Math.exp(-0.05 * Math.abs(i));
      BigDecimal tail = new BigDecimal(odds / (1 + odds)).round(digits);
      grid.add((i < 0 ? tail : BigDecimal.ONE.subtract(tail)).doubleValue());
    }
    return grid.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
