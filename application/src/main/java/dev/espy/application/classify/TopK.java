package dev.espy.application.classify;

import dev.espy.domain.Labels;
import dev.espy.domain.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes predictions of probabilities.
 *
 * @param labels the labels in the order of the probabilities
 * @param top how many labels a prediction ranks; where there are fewer labels, all of them
 * @param minConfidence how probable the first must be to be given as the answer, from 0 to 1
 */
public record TopK(Labels labels, int top, double minConfidence) {

  /** Returns a ranking of the first label alone, whatever its probability. */
  public static TopK top1(Labels labels) {
    return new TopK(labels, 1, 0);
  }

  /**
   * Returns the prediction for one image. Of equal probabilities the earlier label comes first.
   *
   * @param probabilities what the classifier gave for several images, [image][label]
   * @param image which of them, from 0
   */
  public Prediction predict(float[] probabilities, int image) {
    int offset = image * labels.size();
    int[] best = new int[Math.min(top, labels.size())];
    int found = 0;
    for (int label = 0; label < labels.size(); label++) {
      int place = found;
      while (place > 0 && probabilities[offset + best[place - 1]] < probabilities[offset + label]) {
        place--;
      }
      if (place < best.length) {
        found = Math.min(found + 1, best.length);
        System.arraycopy(best, place, best, place + 1, found - place - 1);
        best[place] = label;
      }
    }
    List<Prediction.Ranked> ranked = new ArrayList<>(best.length);
    for (int label : best) {
      ranked.add(new Prediction.Ranked(labels.get(label), probabilities[offset + label]));
    }
    return new Prediction(ranked, ranked.get(0).confidence() >= minConfidence);
  }
}
