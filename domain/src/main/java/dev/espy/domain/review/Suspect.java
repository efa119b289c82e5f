package dev.espy.domain.review;

/**
 * An image whose label is suspected to be wrong.
 *
 * @param sample the number of the image, as it was given to {@link ConfidentLearning#add}
 * @param given position of the image's label among the labels, from 0
 * @param suggested position of the label that the probabilities suggest, from 0
 * @param givenProbability probability of the given label, from 0 to 1
 * @param suggestedProbability probability of the suggested label, from 0 to 1
 */
public record Suspect(
    int sample, int given, int suggested, double givenProbability, double suggestedProbability) {

  /**
   * Returns the normalized margin: the probability of the given label less that of the suggested
   * one, from -1 to 1. The lower it is, the stronger is the suspicion.
   */
  public double margin() {
    return givenProbability - suggestedProbability;
  }
}
