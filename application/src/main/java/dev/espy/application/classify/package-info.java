/**
 * Classifying images: {@link dev.espy.application.classify.ClassifyingPass} reads and classifies
 * the images of a data set in order; {@link dev.espy.application.classify.BatchSize} limits the
 * size of batches, {@link dev.espy.application.classify.FiniteProbabilities} refuses infinite
 * values and NaN, {@link dev.espy.application.classify.TopK} turns probabilities into predictions,
 * {@link dev.espy.application.classify.UnreadableImages} counts images that cannot be read, and
 * {@link dev.espy.application.classify.LearnedImages} recognizes training images of a model by
 * their {@link dev.espy.application.classify.ImageChecksum}, for a {@link
 * dev.espy.application.classify.RecognizingClassifier}.
 *
 * <p>A batch has at most 256 images; fewer if the inputs and outputs of the largest layer would
 * take more than 128 MB. The size depends on the network only, so every machine gives the same
 * answers.
 */
@NullMarked
package dev.espy.application.classify;

import org.jspecify.annotations.NullMarked;
