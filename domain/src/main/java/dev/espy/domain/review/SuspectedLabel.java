package dev.espy.domain.review;

import dev.espy.domain.Label;
import dev.espy.domain.Sample;

/**
 * An image whose label is suspected to be wrong, with the names that a person needs to look at it.
 *
 * @param data name of the image's data set
 * @param sample the image and its given label
 * @param suggested the label that a model suggests
 * @param givenProbability probability of the given label, from 0 to 1
 * @param suggestedProbability probability of the suggested label, from 0 to 1
 */
public record SuspectedLabel(
    String data,
    Sample sample,
    Label suggested,
    double givenProbability,
    double suggestedProbability) {

  /**
   * @throws IllegalArgumentException if the sample has no label, or the suggested one
   */
  public SuspectedLabel {
    if (sample.label() == null || suggested.equals(sample.label())) {
      throw new IllegalArgumentException(
          "'%s' is suggested instead of '%s'".formatted(suggested, sample.label()));
    }
  }

  /** Returns the label that the data give to the image. */
  public Label given() {
    return sample.truth().orElseThrow();
  }
}
