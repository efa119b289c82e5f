package dev.espy.domain.evaluation;

import dev.espy.domain.Label;

/**
 * How good the answers are for one label.
 *
 * @param label the label
 * @param precision share of the images given this label that have it; 0 if none was given it
 * @param recall share of the images with this label that were given it; 0 if none has it
 * @param f1 the harmonic mean of both, from 0 to 1
 * @param support how many images have this label
 */
public record LabelScore(Label label, double precision, double recall, double f1, long support) {}
