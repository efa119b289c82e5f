package dev.espy.domain.report;

import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import org.jspecify.annotations.Nullable;

/**
 * An image in a report, with the model's answer.
 *
 * @param sample the image's name, row and true label
 * @param prediction the most probable labels
 * @param trueProbability probability of the true label, from 0 to 1; 0 if the model does not know
 *     it
 * @param picture the image as the network gets it, reduced if it is larger than a thumbnail
 * @param explained the picture with the areas marked on which the answer rests, or null without
 */
public record ReportImage(
    Sample sample,
    Prediction prediction,
    double trueProbability,
    Image picture,
    @Nullable Image explained) {

  /**
   * @throws IllegalArgumentException if the sample has no label
   */
  public ReportImage {
    if (sample.label() == null) {
      throw new IllegalArgumentException("'%s' has no label".formatted(sample.id()));
    }
  }

  /** Returns the true label. */
  public Label truth() {
    return sample.truth().orElseThrow();
  }

  /** Returns whether the most probable label is the true one. */
  public boolean isRight() {
    return prediction.label().equals(sample.label());
  }
}
