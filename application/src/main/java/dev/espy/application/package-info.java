/**
 * The use cases, on the domain's ports alone.
 *
 * <p>{@link dev.espy.application.train.Train}, {@link dev.espy.application.validate.Validate} and
 * {@link dev.espy.application.predict.Predict} are what Espy does; {@link
 * dev.espy.application.tune.Tune} finds settings to train with. {@link
 * dev.espy.application.runs.ListRuns} lists trained runs; {@link
 * dev.espy.application.compare.CompareRuns} and {@link dev.espy.application.compare.CompareOnData}
 * tell whether one of two is better. {@link dev.espy.application.explain.Explain} shows on which
 * areas of an image an answer rests. {@linkplain dev.espy.application.pipeline The pipeline} brings
 * images to the engine: read on background threads, packed, split, shuffled and augmented.
 * {@linkplain dev.espy.application.classify Classifying} passes a data set through a classifier.
 * {@linkplain dev.espy.application.review Verdicts} of a person change the labels of a data set. A
 * {@link dev.espy.application.RunControl} holds the {@link dev.espy.application.RunListener}, the
 * cancellation flag and the clock of a run; {@link dev.espy.application.RunListeners} joins several
 * listeners. {@link dev.espy.application.HeapShare} limits the memory for names and labels. {@link
 * dev.espy.application.Names} lists labels in messages.
 */
@NullMarked
package dev.espy.application;

import org.jspecify.annotations.NullMarked;
