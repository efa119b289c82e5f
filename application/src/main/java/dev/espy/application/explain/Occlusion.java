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
import java.util.List;
import java.util.Optional;

/**
 * Finds the areas on which an answer rests: hides one after the other, and classifies the image
 * anew (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section
 * 4.2). It needs nothing but answers, so it works with every engine and every network.
 *
 * <p>There are areas of two sizes, 3 and 4 of 14 cells of each side, that overlap by half, and each
 * is hidden in four ways. The evidence of a cell is the mean loss of log-odds over the areas that
 * contain it, and over the ways to hide it. The work is at most 580 images, whatever the size of
 * the network's input, and the result is always the same.
 */
public final class Occlusion {

  /** The sizes of areas, as shares of each side. */
  private static final double[] SHARES = {3 / 14.0, 4 / 14.0};

  /**
   * The outcome of hiding.
   *
   * @param map the evidence for the answer
   * @param loss the largest loss of the answer's probability by hiding one area, from 0 to 1
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
   * Explains an answer.
   *
   * @param input an image of the network's input shape
   * @param answer the 0-based position of the answer among the labels
   * @param control listener of the classified batches, clock, and cancellation flag, which is
   *     checked before each batch
   * @return the outcome, empty if cancelled
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  public Optional<Outcome> measure(Image input, int answer, RunControl control) {
    Shape shape = network.input();
    if (!input.shape().equals(shape) || answer < 0 || answer >= network.labels()) {
      throw new IllegalArgumentException(
          "answer %d to an image of %s".formatted(answer, input.shape()));
    }
    List<Hidden> hidden = new ArrayList<>();
    for (double share : SHARES) {
      Hiding down = Hiding.of(shape.height(), share);
      Hiding across = Hiding.of(shape.width(), share);
      for (int row = 0; row < down.starts().size(); row++) {
        for (int column = 0; column < across.starts().size(); column++) {
          hidden.add(new Hidden(down, row, across, column));
        }
      }
    }
    float[] plain = FiniteProbabilities.of(classifier, Batch.of(shape, 1, input.pixels()));
    Evidence evidence = new Evidence(plain, network.labels(), answer, hidden);
    List<byte[]> fills = new ArrayList<>();
    for (Fill fill : Fill.values()) {
      fills.add(fill.of(input));
    }
    int variants = hidden.size() * fills.size();
    byte[] pixels = new byte[Math.multiplyExact(Math.min(variants, batchSize), shape.size())];
    for (int first = 0; first < variants; first += batchSize) {
      if (control.stopped()) {
        return Optional.empty();
      }
      int count = Math.min(batchSize, variants - first);
      for (int i = 0; i < count; i++) {
        int variant = first + i;
        int at = i * shape.size();
        System.arraycopy(input.pixels(), 0, pixels, at, shape.size());
        hidden
            .get(variant / fills.size())
            .cover(pixels, at, fills.get(variant % fills.size()), shape);
      }
      long start = control.now();
      float[] probabilities = FiniteProbabilities.of(classifier, Batch.of(shape, count, pixels));
      control.listener().batchClassified(count, control.now() - start);
      for (int i = 0; i < count; i++) {
        evidence.add((first + i) / fills.size(), probabilities, i);
      }
    }
    return Optional.of(evidence.outcome());
  }

  /** A hidden area: a row of the areas of the vertical axis, and a column of the horizontal one. */
  private record Hidden(Hiding down, int row, Hiding across, int column) {

    /** Copies the area's pixels from a fill. */
    void cover(byte[] pixels, int at, byte[] fill, Shape shape) {
      int left = across.from(column);
      int width = across.to(column) - left;
      for (int channel = 0; channel < shape.channels(); channel++) {
        for (int y = down.from(row); y < down.to(row); y++) {
          int from = (channel * shape.height() + y) * shape.width() + left;
          System.arraycopy(fill, from, pixels, at + from, width);
        }
      }
    }

    boolean contains(int cellRow, int cellColumn) {
      return down.contains(row, cellRow) && across.contains(column, cellColumn);
    }
  }

  /** The losses of the hidden areas. */
  private static final class Evidence {

    private static final int FILLS = Fill.values().length;

    private final int labels;
    private final int answer;
    private final List<Hidden> hidden;
    private final double plainLogOdds;
    private final float plainProbability;
    private final double[] losses;
    private final double[] probabilities;

    Evidence(float[] plain, int labels, int answer, List<Hidden> hidden) {
      this.labels = labels;
      this.answer = answer;
      this.hidden = hidden;
      this.plainLogOdds = LogOdds.of(plain, 0, labels, answer);
      this.plainProbability = plain[answer];
      this.losses = new double[hidden.size()];
      this.probabilities = new double[hidden.size()];
    }

    void add(int area, float[] answers, int image) {
      losses[area] += (plainLogOdds - LogOdds.of(answers, image, labels, answer)) / FILLS;
      probabilities[area] += (double) answers[image * labels + answer] / FILLS;
    }

    Outcome outcome() {
      int rows = hidden.get(0).down().cells();
      int columns = hidden.get(0).across().cells();
      double loss = 0;
      for (double probability : probabilities) {
        loss = Math.max(loss, plainProbability - probability);
      }
      List<Float> evidence = new ArrayList<>(rows * columns);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          evidence.add(mean(row, column));
        }
      }
      return new Outcome(new HeatMap(rows, columns, evidence), (float) loss);
    }

    /** Returns the mean loss over the sizes of areas, each the mean over the areas of a cell. */
    private float mean(int row, int column) {
      double sum = 0;
      int areas = 0;
      for (int area = 0; area < losses.length; area++) {
        if (hidden.get(area).contains(row, column)) {
          sum += losses[area];
          areas++;
        }
      }
      return (float) (sum / areas);
    }
  }
}
