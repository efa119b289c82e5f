package dev.espy.application.classify;

import dev.espy.domain.Labels;
import dev.espy.domain.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes predictions of the k most probable labels.
 *
 * @param labels the labels in the order of the probabilities
 * @param top the number of labels in a prediction; all labels if there are fewer
 * @param minConfidence the smallest probability of the first label for an answer, from 0 to 1
 */
public record TopK(Labels labels, int top, double minConfidence) {

  /** Returns the setting for the most probable label alone, at any probability. */
  public static TopK top1(Labels labels) {
    return new TopK(labels, 1, 0);
  }

  /**
   * Returns the prediction for one image. Of equal probabilities the earlier label comes first.
   *
   * @param probabilities the probabilities of several images as [image][label]
   * @param image the 0-based number of the image
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
