package dev.espy.domain.evaluation;

import dev.espy.domain.Label;

/**
 * An image to which two models give different answers.
 *
 * @param id the image's name as the data set gives it
 * @param truth the true label
 * @param first the answer of the first model
 * @param second the answer of the second model, another label
 */
public record Difference(String id, Label truth, Label first, Label second) {}
