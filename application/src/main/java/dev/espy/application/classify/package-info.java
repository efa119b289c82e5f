/**
 * Passing images through a classifier: {@link dev.espy.application.classify.ClassifyingPass} reads
 * a data set's images and classifies them batch by batch, in order; {@link
 * dev.espy.application.classify.BatchSize} bounds batches, {@link
 * dev.espy.application.classify.FiniteProbabilities} refuses what is not a number, {@link
 * dev.espy.application.classify.TopK} makes predictions of probabilities, and {@link
 * dev.espy.application.classify.LearnedImages} recognizes images that a model learned from.
 */
@NullMarked
package dev.espy.application.classify;

import org.jspecify.annotations.NullMarked;
