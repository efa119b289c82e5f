package dev.espy.domain.evaluation;

import dev.espy.domain.Labels;
import java.util.Comparator;
import java.util.List;

/**
 * The counts of true labels and answers. It stores only pairs that occur, so its size does not grow
 * with the square of the number of labels.
 *
 * @param labels the labels
 * @param pairs the pairs that occur, sorted by truth, then by answer
 */
public record ConfusionMatrix(Labels labels, List<Pair> pairs) {

  /**
   * The largest number of labels for which the full table of counts, zeros included, is readable.
   */
  public static final int LARGEST_SQUARE = 1000;

  private static final Comparator<Pair> ORDER =
      Comparator.comparingInt(Pair::truth).thenComparingInt(Pair::answer);

  /**
   * A true label and an answer that occurred.
   *
   * @param truth the position of the true label
   * @param answer the position of the label that the model gave
   * @param count number of images, at least 1
   */
  public record Pair(int truth, int answer, int count) {}

  /** Copies the list and sorts it. */
  public ConfusionMatrix {
    pairs = pairs.stream().sorted(ORDER).toList();
  }

  /** Returns the pairs of one true label, sorted by answer. */
  public List<Pair> row(int truth) {
    return pairs.subList(firstFrom(truth), firstFrom(truth + 1));
  }

  /** Returns the index of the first pair whose truth is at least the given position. */
  private int firstFrom(int truth) {
    int from = 0;
    int to = pairs.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (pairs.get(middle).truth() < truth) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Returns the number of images with this true label that got this answer. */
  public int count(int truth, int answer) {
    return row(truth).stream()
        .filter(pair -> pair.answer() == answer)
        .mapToInt(Pair::count)
        .findFirst()
        .orElse(0);
  }

  /** Returns the number of images with this true label. */
  public long support(int label) {
    return row(label).stream().mapToLong(Pair::count).sum();
  }

  /** Returns the number of images. */
  public long images() {
    return pairs.stream().mapToLong(Pair::count).sum();
  }

  /** Returns the number of images whose answer is their true label. */
  public long correct() {
    return pairs.stream()
        .filter(pair -> pair.truth() == pair.answer())
        .mapToLong(Pair::count)
        .sum();
  }

  /**
   * Returns whether {@link #counts} may be called: whether there are at most {@value
   * #LARGEST_SQUARE} labels.
   */
  public boolean isSquare() {
    return labels.size() <= LARGEST_SQUARE;
  }

  /**
   * Returns all counts, [truth][answer].
   *
   * @throws IllegalStateException if there are too many labels ({@link #isSquare})
   */
  public int[][] counts() {
    if (!isSquare()) {
      throw new IllegalStateException(labels.size() + " labels");
    }
    int[][] counts = new int[labels.size()][labels.size()];
    pairs.forEach(pair -> counts[pair.truth()][pair.answer()] = pair.count());
    return counts;
  }
}
