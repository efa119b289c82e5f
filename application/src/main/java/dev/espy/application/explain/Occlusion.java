package dev.espy.application.explain;

import dev.espy.application.RunControl;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.explanation.HeatMap;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the areas on which an answer rests: hides one after the other, and classifies the image
 * anew (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section
 * 4.2). It needs nothing but answers, so it works with every engine and every network.
 *
 * <p>There are areas of two sizes, 4 and 5 of 14 cells of each side, that overlap by half or more.
 * Each is hidden in four ways. The loss of an area is mostly the mean of the two middle losses of
 * log-odds: what only one way of hiding causes may be a trace of that way, such as a white area
 * that resembles another label. It is the mean of all four if the middle losses are next to nothing
 * in the whole image. The evidence of a cell is the mean loss of the areas that contain it. The
 * work is at most 649 images, whatever the size of the network's input, and the result is always
 * the same.
 */
public final class Occlusion {

  /** The sizes of areas, as shares of each side. */
  private static final double[] SHARES = {4 / 14.0, 5 / 14.0};

  private static final int FILLS = Fill.values().length;

  /** The least weight of the smallest and of the largest loss of an area; the others have 1. */
  private static final double EXTREME = 0.1;

  /** The share of the strongest middle loss in the strongest mean loss for the least weight. */
  private static final double PLAIN_SHARE = 0.6;

  /** The share for the full weight. */
  private static final double DOUBTFUL_SHARE = 0.3;

  /**
   * The outcome of hiding.
   *
   * @param map the evidence for the answer
   * @param loss the largest loss of the answer's probability by hiding one area, the mean of all
   *     ways to hide it, from 0 to 1
   */
  public record Outcome(HeatMap map, float loss) {}

  private final Classifier classifier;
  private final Network network;
  private final int batchSize;

  /**
   * @param classifier the classifier
   * @param network the network of the classifier
   */
  public Occlusion(Classifier classifier, Network network) {
    this(classifier, network, BatchSize.USUAL);
  }

  /**
   * @param classifier the classifier
   * @param network the network of the classifier
   * @param batchSize the most images to classify at once, at least 1
   */
  public Occlusion(Classifier classifier, Network network, int batchSize) {
    this.classifier = classifier;
    this.network = network;
    this.batchSize = BatchSize.of(network, batchSize);
  }

  /**
   * Explains an answer.
   *
   * @param input an image of the network's input shape
   * @param answer the 0-based position of the answer among the labels
   * @return the evidence for the answer
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  public HeatMap explain(Image input, int answer) {
    return measure(input, answer, RunControl.silent()).orElseThrow().map();
  }

  /**
   * Explains an answer. It classifies the image as it is first.
   *
   * @param input an image of the network's input shape
   * @param answer the 0-based position of the answer among the labels
   * @param control listener of the classified batches and of the progress, clock, and cancellation
   *     flag, which is checked before each batch
   * @return the outcome, empty if cancelled
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  public Optional<Outcome> measure(Image input, int answer, RunControl control) {
    check(input, answer);
    float[] plain = FiniteProbabilities.of(classifier, Batch.of(input.shape(), 1, input.pixels()));
    return measure(input, plain, answer, control);
  }

  private void check(Image input, int answer) {
    if (!input.shape().equals(network.input()) || answer < 0 || answer >= network.labels()) {
      throw new IllegalArgumentException(
          "answer %d to an image of %s".formatted(answer, input.shape()));
    }
  }

  /**
   * Explains an answer of which the probabilities are known.
   *
   * @param input an image of the network's input shape
   * @param plain the probabilities of the labels for the image, all finite
   * @param answer the 0-based position of the answer among the labels
   * @param control listener of the classified batches and of the progress, clock, and cancellation
   *     flag, which is checked before each batch
   * @return the outcome, empty if cancelled
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  public Optional<Outcome> measure(Image input, float[] plain, int answer, RunControl control) {
    check(input, answer);
    if (plain.length != network.labels()) {
      throw new IllegalArgumentException(
          "%d probabilities for %d labels".formatted(plain.length, network.labels()));
    }
    Shape shape = network.input();
    List<byte[]> fills = new ArrayList<>();
    for (Fill fill : Fill.values()) {
      fills.add(fill.of(input));
    }
    double[] evidence = new double[0];
    double loss = 0;
    Work work = new Work(control);
    List<Areas> sizes = new ArrayList<>();
    for (double share : SHARES) {
      Areas areas = new Areas(Hiding.of(shape.height(), share), Hiding.of(shape.width(), share));
      sizes.add(areas);
      work.total += areas.count() * FILLS;
    }
    for (Areas areas : sizes) {
      float[] hidden = hide(input, areas, fills, work);
      if (hidden.length == 0) {
        return Optional.empty();
      }
      Losses losses = new Losses(plain, hidden, network.labels(), answer);
      double[] cells = areas.spread(losses);
      evidence = evidence.length == 0 ? cells : sum(evidence, cells);
      loss = Math.max(loss, losses.largestOfProbability(areas.count()));
    }
    List<Float> means = new ArrayList<>(evidence.length);
    for (double value : evidence) {
      means.add((float) (value / SHARES.length));
    }
    int rows = Hiding.of(shape.height(), SHARES[0]).cells();
    return Optional.of(new Outcome(new HeatMap(rows, means.size() / rows, means), (float) loss));
  }

  /**
   * Classifies the image once for each area and fill.
   *
   * @return probabilities as [area][fill][label], empty if cancelled
   */
  private float[] hide(Image input, Areas areas, List<byte[]> fills, Work work) {
    Shape shape = network.input();
    int labels = network.labels();
    int variants = areas.count() * FILLS;
    float[] all = new float[variants * labels];
    byte[] pixels = new byte[Math.multiplyExact(Math.min(variants, batchSize), shape.size())];
    for (int first = 0; first < variants; first += batchSize) {
      if (work.control.stopped()) {
        return new float[0];
      }
      int count = Math.min(batchSize, variants - first);
      for (int i = 0; i < count; i++) {
        int at = i * shape.size();
        System.arraycopy(input.pixels(), 0, pixels, at, shape.size());
        areas.cover((first + i) / FILLS, pixels, at, fills.get((first + i) % FILLS), shape);
      }
      long start = work.control.now();
      float[] probabilities = FiniteProbabilities.of(classifier, Batch.of(shape, count, pixels));
      work.classified(count, start);
      System.arraycopy(probabilities, 0, all, first * labels, count * labels);
    }
    return all;
  }

  /** The classifications for one image. */
  private static final class Work {

    private final RunControl control;
    private int total;
    private int done;

    Work(RunControl control) {
      this.control = control;
    }

    /** Tells the listener of a batch that was classified since a time. */
    void classified(int images, long start) {
      control.listener().batchClassified(images, control.now() - start);
      done += images;
      control.listener().imageAdvanced((double) done / total);
    }
  }

  private static double[] sum(double[] one, double[] other) {
    double[] sum = new double[one.length];
    Arrays.setAll(sum, i -> one[i] + other[i]);
    return sum;
  }

  /** The areas of one size: each of the vertical axis with each of the horizontal one. */
  private record Areas(Hiding down, Hiding across) {

    int count() {
      return down.starts().size() * across.starts().size();
    }

    private int row(int area) {
      return area / across.starts().size();
    }

    private int column(int area) {
      return area % across.starts().size();
    }

    /** Copies the pixels of an area from a fill into an image that begins at an index. */
    void cover(int area, byte[] pixels, int at, byte[] fill, Shape shape) {
      int left = across.from(column(area));
      int width = across.to(column(area)) - left;
      for (int channel = 0; channel < shape.channels(); channel++) {
        for (int y = down.from(row(area)); y < down.to(row(area)); y++) {
          int from = (channel * shape.height() + y) * shape.width() + left;
          System.arraycopy(fill, from, pixels, at + from, width);
        }
      }
    }

    /** Returns for each cell the mean loss of the areas that contain it. */
    double[] spread(Losses losses) {
      double[] sums = new double[down.cells() * across.cells()];
      int[] counts = new int[sums.length];
      double[] ofAreas = losses.ofLogOdds(count());
      for (int area = 0; area < count(); area++) {
        for (int cell = 0; cell < sums.length; cell++) {
          if (down.contains(row(area), cell / across.cells())
              && across.contains(column(area), cell % across.cells())) {
            sums[cell] += ofAreas[area];
            counts[cell]++;
          }
        }
      }
      Arrays.setAll(sums, cell -> sums[cell] / counts[cell]);
      return sums;
    }
  }

  /** The losses of the answer when areas are hidden. */
  private static final class Losses {

    private final double plainLogOdds;
    private final float plainProbability;
    private final float[] hidden;
    private final int labels;
    private final int answer;

    /**
     * @param plain the probabilities of the image as it is
     * @param hidden the probabilities with hidden areas as [area][fill][label]
     */
    Losses(float[] plain, float[] hidden, int labels, int answer) {
      this.plainLogOdds = LogOdds.of(plain, 0, labels, answer);
      this.plainProbability = plain[answer];
      this.hidden = hidden;
      this.labels = labels;
      this.answer = answer;
    }

    /** Returns the loss of log-odds of each area. */
    double[] ofLogOdds(int areas) {
      double[] middle = new double[areas];
      double[] extreme = new double[areas];
      double strongestMiddle = 0;
      double strongestMean = 0;
      for (int area = 0; area < areas; area++) {
        double[] losses = sorted(area);
        extreme[area] = losses[0] + losses[FILLS - 1];
        middle[area] = Arrays.stream(losses).sum() - extreme[area];
        strongestMiddle = Math.max(strongestMiddle, middle[area] / (FILLS - 2));
        strongestMean = Math.max(strongestMean, (middle[area] + extreme[area]) / FILLS);
      }
      double weight = weightOfExtremes(strongestMiddle, strongestMean);
      double[] losses = new double[areas];
      Arrays.setAll(
          losses, area -> (middle[area] + weight * extreme[area]) / (FILLS - 2 + 2 * weight));
      return losses;
    }

    /**
     * Returns the weight of the smallest and of the largest loss of an area; the others have 1.
     * Where the middle losses are next to nothing, such as for a label that the model gives to
     * images without any mark, only the extreme ones tell something.
     */
    private static double weightOfExtremes(double strongestMiddle, double strongestMean) {
      double share = strongestMean == 0 ? 1 : strongestMiddle / strongestMean;
      double doubt = (PLAIN_SHARE - share) / (PLAIN_SHARE - DOUBTFUL_SHARE);
      return EXTREME + (1 - EXTREME) * Math.max(0, Math.min(1, doubt));
    }

    private double[] sorted(int area) {
      double[] losses = new double[FILLS];
      Arrays.setAll(
          losses, fill -> plainLogOdds - LogOdds.of(hidden, area * FILLS + fill, labels, answer));
      Arrays.sort(losses);
      return losses;
    }

    /** Returns the largest loss of probability of the first areas, at least 0. */
    double largestOfProbability(int areas) {
      double largest = 0;
      for (int area = 0; area < areas; area++) {
        double mean = 0;
        for (int fill = 0; fill < FILLS; fill++) {
          mean += (double) hidden[(area * FILLS + fill) * labels + answer] / FILLS;
        }
        largest = Math.max(largest, plainProbability - mean);
      }
      return largest;
    }
  }
}
