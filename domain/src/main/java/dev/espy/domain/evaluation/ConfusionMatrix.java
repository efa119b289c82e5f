package dev.espy.domain.evaluation;

import dev.espy.domain.Labels;

/**
 * How often each label was taken for which.
 *
 * @param labels the labels of rows and columns
 * @param counts [truth][answer]: rows are the truth, columns what the model answered; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record ConfusionMatrix(Labels labels, int[][] counts) {

  /** Returns how many images have this label in truth. */
  public long support(int label) {
    long sum = 0;
    for (int count : counts[label]) {
      sum += count;
    }
    return sum;
  }

  /** Returns how many images there are. */
  public long images() {
    long sum = 0;
    for (int label = 0; label < labels.size(); label++) {
      sum += support(label);
    }
    return sum;
  }

  /** Returns how many images got their true label. */
  public long correct() {
    long sum = 0;
    for (int label = 0; label < labels.size(); label++) {
      sum += counts[label][label];
    }
    return sum;
  }
}
