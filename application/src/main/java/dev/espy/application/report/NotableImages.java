package dev.espy.application.report;

import dev.espy.application.classify.TopK;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.evaluation.ArgMax;
import dev.espy.domain.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Selects images that are worth a look, while the answers for all images pass. The memory is
 * bounded, whatever the number of images and labels.
 */
public final class NotableImages {

  /** The largest number of mistakes, and of unsure answers. */
  static final int GALLERY = 24;

  /** The largest number of typical images. */
  static final int TYPICAL = 60;

  /** The largest number of images behind the cells of the confusion matrix. */
  static final int CONFUSIONS = 400;

  /** The largest number of images for a pair of true label and answer. */
  static final int PER_PAIR = 12;

  /** The largest number of confusions of which images are kept; rare ones are dropped. */
  static final int KINDS = 2000;

  /** The largest number of labels of which typical images are kept. */
  private static final int LABELS = 10_000;

  private final Labels labels;
  private final TopK top;
  private final int typicalPerLabel;
  private final Best<Candidate> mistakes = new Best<>(GALLERY);
  private final Best<Candidate> leastSure = new Best<>(GALLERY);
  private final Map<Integer, Best<Candidate>> typical = new TreeMap<>();
  private final Map<Confusion, Best<Candidate>> confusions = new HashMap<>();

  /**
   * An image to show.
   *
   * @param image the image's number
   * @param sample the image's name, row and true label
   * @param answer the position of the most probable label
   * @param prediction the most probable labels
   * @param trueProbability the probability of the true label, from 0 to 1; 0 if the model does not
   *     know it
   */
  public record Candidate(
      int image, Sample sample, int answer, Prediction prediction, double trueProbability) {}

  private record Confusion(Label truth, int answer) {}

  /**
   * The selected images.
   *
   * @param mistakes wrong answers with the highest confidence
   * @param leastSure answers with the lowest confidence
   * @param typical right answers with the highest confidence, of each label in turn
   * @param confusions wrong answers of each pair of true label and answer in turn, the most
   *     frequent pair first
   */
  public record Selection(
      List<Candidate> mistakes,
      List<Candidate> leastSure,
      List<Candidate> typical,
      List<Candidate> confusions) {}

  /**
   * @param labels the labels in the order of the probabilities
   */
  public NotableImages(Labels labels) {
    this.labels = labels;
    this.top = new TopK(labels, 3, 0);
    this.typicalPerLabel = Math.max(1, Math.min(3, TYPICAL / labels.size()));
  }

  /**
   * Considers an image.
   *
   * @param image the image's number, higher than those before
   * @param truth the true label
   * @param probabilities the probabilities of several images as [image][label]
   * @param row the row of the image in {@code probabilities}
   * @param sample the image's sample, which is made only if the image is kept
   */
  public void add(int image, Label truth, float[] probabilities, int row, Supplier<Sample> sample) {
    int answer = ArgMax.of(probabilities, row * labels.size(), labels.size());
    int position = labels.position(truth).orElse(-1);
    float confidence = probabilities[row * labels.size() + answer];
    Supplier<Candidate> candidate =
        () ->
            new Candidate(
                image,
                sample.get(),
                answer,
                top.predict(probabilities, row),
                position < 0 ? 0 : probabilities[row * labels.size() + position]);
    leastSure.offer(-confidence, candidate);
    if (answer == position) {
      if (typical.containsKey(answer) || typical.size() < LABELS) {
        typical
            .computeIfAbsent(answer, label -> new Best<>(typicalPerLabel))
            .offer(confidence, candidate);
      }
    } else {
      mistakes.offer(confidence, candidate);
      confusions
          .computeIfAbsent(new Confusion(truth, answer), kind -> new Best<>(PER_PAIR))
          .offer(confidence, candidate);
      if (confusions.size() > KINDS) {
        dropRareConfusions();
      }
    }
  }

  /** Keeps the more frequent half of the confusions. */
  private void dropRareConfusions() {
    long[] frequencies = confusions.values().stream().mapToLong(Best::offered).sorted().toArray();
    long median = frequencies[frequencies.length / 2];
    int[] left = {KINDS / 2};
    confusions.values().removeIf(images -> images.offered() < median);
    confusions.values().removeIf(images -> images.offered() == median && left[0]-- <= 0);
  }

  /**
   * Returns the selected images.
   *
   * @param confusion the counts of the answers
   */
  public Selection selection(ConfusionMatrix confusion) {
    Map<Confusion, Integer> counts = new HashMap<>();
    for (ConfusionMatrix.Pair pair : confusion.pairs()) {
      counts.put(new Confusion(confusion.labels().get(pair.truth()), pair.answer()), pair.count());
    }
    List<List<Candidate>> byConfusion =
        confusions.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Confusion, Best<Candidate>>>comparingInt(
                        kind -> -counts.getOrDefault(kind.getKey(), 0))
                    .thenComparing(kind -> kind.getKey().truth())
                    .thenComparingInt(kind -> kind.getKey().answer()))
            .map(kind -> kind.getValue().sorted())
            .toList();
    List<List<Candidate>> byLabel = typical.values().stream().map(Best::sorted).toList();
    return new Selection(
        mistakes.sorted(),
        leastSure.sorted(),
        inTurn(byLabel, TYPICAL),
        inTurn(byConfusion, CONFUSIONS));
  }

  /** Returns the first element of each list, then the second of each, and so on. */
  private static List<Candidate> inTurn(List<List<Candidate>> lists, int most) {
    List<Candidate> all = new ArrayList<>();
    for (int round = 0; round < PER_PAIR; round++) {
      for (List<Candidate> list : lists) {
        if (round < list.size() && all.size() < most) {
          all.add(list.get(round));
        }
      }
    }
    return all;
  }
}
