/**
 * Passing images through a classifier: {@link dev.espy.application.classify.ClassifyingPass} reads
 * a data set's images and classifies them batch by batch, in order; {@link
 * dev.espy.application.classify.Ranking} makes predictions of probabilities; {@link
 * dev.espy.application.classify.LearnedImages} recognizes images that a model learned from.
 */
@NullMarked
package dev.espy.application.classify;

import org.jspecify.annotations.NullMarked;
