package dev.espy.domain.evaluation;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects answers one by one and evaluates them. Truth and answers are matched by name. A true
 * label that the model does not know gets a row of its own, and every answer to its images is
 * wrong.
 */
public final class Evaluator {

  private static final int BINS = 15;
  private static final float LEAST = 1e-7f;

  private final int known;
  private final Labels labels;

  /** The number of images of each pair that occurs, by truth x labels + answer. */
  private final Map<Long, Integer> counts = new HashMap<>();

  private final long[] binSizes = new long[BINS];
  private final double[] binConfidences = new double[BINS];
  private final long[] binHits = new long[BINS];
  private double loss;
  private long top5;

  /**
   * @param known the model's labels, in the order of its output
   * @param truths the possible true labels, in any order, including labels that the model does not
   *     know
   */
  public Evaluator(Labels known, Collection<Label> truths) {
    this.known = known.size();
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
    if (position < known) {
      int before = 0;
      for (int i = 0; i < known; i++) {
        float other = probabilities[offset + i];
        if (other > given || (other == given && i < position)) {
          before++;
        }
      }
      if (before < 5) {
        top5++;
      }
    }
    float confidence = probabilities[offset + best];
    int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
    binSizes[bin]++;
    binConfidences[bin] += confidence;
    if (position == best) {
      binHits[bin]++;
    }
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
    List<LabelScore> scores = new ArrayList<>();
    double recalls = 0;
    double f1s = 0;
    int present = 0;
    long[] supports = new long[labels.size()];
    long[] answered = new long[labels.size()];
    long[] correct = new long[labels.size()];
    for (ConfusionMatrix.Pair pair : confusion.pairs()) {
      supports[pair.truth()] += pair.count();
      answered[pair.answer()] += pair.count();
      correct[pair.truth()] += pair.truth() == pair.answer() ? pair.count() : 0;
    }
    for (int i = 0; i < labels.size(); i++) {
      long support = supports[i];
      double precision = share(correct[i], answered[i]);
      double recall = share(correct[i], support);
      double f1 = share(2 * correct[i], support + answered[i]);
      scores.add(new LabelScore(labels.get(i), precision, recall, f1, support));
      if (support > 0) {
        present++;
        recalls += recall;
        f1s += f1;
      }
    }
    double calibrationError = 0;
    for (int bin = 0; bin < BINS; bin++) {
      calibrationError += Math.abs(binHits[bin] - binConfidences[bin]) / images;
    }
    return new Evaluation(
        images,
        share(confusion.correct(), images),
        recalls / present,
        f1s / present,
        loss / images,
        share(top5, images),
        calibrationError,
        scores,
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

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
