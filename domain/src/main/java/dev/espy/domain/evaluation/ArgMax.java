package dev.espy.domain.evaluation;

/** The position of the largest value, which is a classifier's answer. */
public final class ArgMax {

  private ArgMax() {}

  /**
   * Returns the position of the largest of some values; of equal values the first.
   *
   * @param values values, such as probabilities of several images as [image][label]
   * @param from index of the first value
   * @param count number of values, at least 1
   * @return the position from 0, relative to {@code from}
   */
  public static int of(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
