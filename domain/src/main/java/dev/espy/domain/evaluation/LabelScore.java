package dev.espy.domain.evaluation;

import dev.espy.domain.Label;

/**
 * Metrics of the answers for one label.
 *
 * @param label the label
 * @param precision share of correct answers among the images answered with this label; 0 if there
 *     are none
 * @param recall share of correct answers among the images with this true label; 0 if there are none
 * @param f1 the harmonic mean of precision and recall, from 0 to 1
 * @param support number of images with this true label
 */
public record LabelScore(Label label, double precision, double recall, double f1, long support) {}
