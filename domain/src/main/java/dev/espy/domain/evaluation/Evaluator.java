package dev.espy.domain.evaluation;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Reliability;
import dev.espy.domain.confidence.Temperature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects answers one by one and evaluates them. Truth and answers are matched by name. A true
 * label that the model does not know gets a row of its own, and every answer to its images is
 * wrong. Memory does not grow with the number of images beyond a fixed limit.
 */
public final class Evaluator {

  private static final int TOP = 5;
  private static final float LEAST = 1e-7f;

  private final int known;
  private final Labels labels;

  /** The number of images of each pair that occurs, by truth x labels + answer. */
  private final Map<Long, Integer> counts = new HashMap<>();

  private final Reliability.Counter reliability = new Reliability.Counter();
  private final Coverage.Counter coverage = new Coverage.Counter();
  private final @Nullable BeforeTemperature before;
  private final @Nullable AveragePrecision averagePrecision;
  private double loss;
  private long top5;

  /**
   * Prepares an evaluation of probabilities without a temperature, in which average precision is
   * not measured. That makes it light enough for every epoch of a training.
   *
   * @param known the model's labels, in the order of its output
   * @param truths the possible true labels, in any order, including labels that the model does not
   *     know
   */
  public Evaluator(Labels known, Collection<Label> truths) {
    this(known, truths, null, null);
  }

  /**
   * Prepares an evaluation with all figures.
   *
   * @param known the model's labels, in the order of its output
   * @param truths the possible true labels, in any order, including labels that the model does not
   *     know
   * @param temperature the temperature that the probabilities contain; 1 if there is none
   */
  public Evaluator(Labels known, Collection<Label> truths, Temperature temperature) {
    this(
        known,
        truths,
        temperature.equals(Temperature.ONE) ? null : new BeforeTemperature(temperature, known),
        new AveragePrecision(known.size()));
  }

  private Evaluator(
      Labels known,
      Collection<Label> truths,
      @Nullable BeforeTemperature before,
      @Nullable AveragePrecision averagePrecision) {
    this.known = known.size();
    this.before = before;
    this.averagePrecision = averagePrecision;
    List<Label> all = new ArrayList<>(known.asList());
    truths.stream()
        .distinct()
        .filter(label -> known.position(label).isEmpty())
        .sorted()
        .forEach(all::add);
    this.labels = new Labels(all);
  }

  /**
   * Adds one answer.
   *
   * @param truth the true label, one of those given to the constructor
   * @param probabilities the model's probabilities for several images, [image][label]
   * @param image the index of the image among them, from 0
   */
  public void add(Label truth, float[] probabilities, int image) {
    int position = labels.position(truth).orElseThrow();
    int offset = image * known;
    int best = ArgMax.of(probabilities, offset, known);
    counts.merge((long) position * labels.size() + best, 1, Integer::sum);

    float given = position < known ? probabilities[offset + position] : 0;
    loss -= Math.log(Math.max(given, LEAST));
    if (position < known && rank(probabilities, offset, position) < TOP) {
      top5++;
    }
    boolean isCorrect = position == best;
    reliability.add(probabilities[offset + best], isCorrect);
    coverage.add(probabilities[offset + best], isCorrect);
    if (before != null) {
      before.add(probabilities, offset, best, isCorrect);
    }
    if (averagePrecision != null) {
      averagePrecision.add(position, probabilities, offset);
    }
  }

  /** Returns the number of labels that are more probable than one, or equal and before it. */
  private int rank(float[] probabilities, int offset, int position) {
    float given = probabilities[offset + position];
    int rank = 0;
    for (int i = 0; i < known; i++) {
      float other = probabilities[offset + i];
      if (other > given || (other == given && i < position)) {
        rank++;
      }
    }
    return rank;
  }

  /**
   * Returns the evaluation of all answers added.
   *
   * @throws IllegalStateException if no answer was added
   */
  public Evaluation evaluation() {
    ConfusionMatrix confusion = confusion();
    long images = confusion.images();
    if (images == 0) {
      throw new IllegalStateException("nothing to evaluate");
    }
    return new Evaluation(
        known,
        loss / images,
        (double) top5 / images,
        reliability.counted(),
        before == null ? null : before.reliability.counted(),
        coverage.counted(),
        averagePrecision != null && averagePrecision.isExact(),
        perLabel(confusion),
        confusion);
  }

  private ConfusionMatrix confusion() {
    List<ConfusionMatrix.Pair> pairs = new ArrayList<>();
    counts.forEach(
        (pair, count) ->
            pairs.add(
                new ConfusionMatrix.Pair(
                    (int) (pair / labels.size()), (int) (pair % labels.size()), count)));
    return new ConfusionMatrix(labels, pairs);
  }

  private List<LabelScore> perLabel(ConfusionMatrix confusion) {
    long[] supports = new long[labels.size()];
    long[] answered = new long[labels.size()];
    long[] correct = new long[labels.size()];
    for (ConfusionMatrix.Pair pair : confusion.pairs()) {
      supports[pair.truth()] += pair.count();
      answered[pair.answer()] += pair.count();
      correct[pair.truth()] += pair.truth() == pair.answer() ? pair.count() : 0;
    }
    List<LabelScore> scores = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      Double precision = supports[i] == 0 ? null : averagePrecision(i);
      scores.add(new LabelScore(labels.get(i), supports[i], answered[i], correct[i], precision));
    }
    return scores;
  }

  private @Nullable Double averagePrecision(int label) {
    if (averagePrecision == null) {
      return null;
    }
    return label < known ? averagePrecision.of(label) : 0;
  }

  /** Counts the answers with the confidence that they have without the temperature. */
  private static final class BeforeTemperature {

    private final Temperature inverse;
    private final float[] row;
    private final Reliability.Counter reliability = new Reliability.Counter();

    BeforeTemperature(Temperature temperature, Labels known) {
      this.inverse = temperature.inverse();
      this.row = new float[known.size()];
    }

    void add(float[] probabilities, int offset, int best, boolean isCorrect) {
      System.arraycopy(probabilities, offset, row, 0, row.length);
      inverse.apply(row, row.length);
      reliability.add(row[best], isCorrect);
    }
  }
}
