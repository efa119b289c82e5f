package dev.espy.domain.confidence;

import java.util.List;

/**
 * What a model knows of its own confidence, from its validation images.
 *
 * @param temperature the temperature that the model's probabilities contain
 * @param errorBefore the expected calibration error without the temperature, from 0 to 1
 * @param error the expected calibration error with a temperature that was fitted to other images:
 *     each half of the images gets the temperature of the other half
 * @param coverage the images by confidence, with the temperature
 * @param truths number of images with each true label, in the order of the model's labels; images
 *     with other labels are in none
 * @param answers number of images with each answer, in the same order
 */
public record Calibration(
    Temperature temperature,
    double errorBefore,
    double error,
    Coverage coverage,
    List<Integer> truths,
    List<Integer> answers) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if an error is not from 0 to 1, a number is negative, or the
   *     answers are not those of the images
   */
  public Calibration {
    truths = List.copyOf(truths);
    answers = List.copyOf(answers);
    require(errorBefore >= 0 && errorBefore <= 1, "calibration error " + errorBefore);
    require(error >= 0 && error <= 1, "calibration error " + error);
    require(!coverage.steps().isEmpty(), "no image");
    require(truths.size() == answers.size(), "labels and answers differ in number");
    require(truths.stream().allMatch(count -> count >= 0), "a number of images is negative");
    require(answers.stream().allMatch(count -> count >= 0), "a number of answers is negative");
    require(sum(answers) == coverage.images(), "the answers are not those of the images");
    require(sum(truths) <= coverage.images(), "there are more labels than images");
  }

  private static long sum(List<Integer> counts) {
    return counts.stream().mapToLong(Integer::longValue).sum();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Returns the number of validation images, at least 1. */
  public long images() {
    return coverage.images();
  }
}
