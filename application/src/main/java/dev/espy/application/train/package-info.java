/**
 * Training a model from labelled images.
 *
 * <p>{@link dev.espy.application.train.Train} is the use case. It takes a {@link
 * dev.espy.application.train.TrainRequest} and {@link dev.espy.application.train.RunStores}, reads
 * {@linkplain dev.espy.application.train.data the data}, runs {@linkplain
 * dev.espy.application.train.loop the training loop} as a {@link
 * dev.espy.application.train.CheckpointedTraining}, which saves a {@link
 * dev.espy.application.train.CheckpointFile} after each epoch, and returns a {@link
 * dev.espy.application.train.TrainResult}. At the end a {@link
 * dev.espy.application.train.FinalValidation} calibrates and evaluates the model, {@link
 * dev.espy.application.train.ValidationPredictions} writes its answers, and a {@link
 * dev.espy.application.train.LabelReview} lists suspected labels; {@link
 * dev.espy.application.train.FoldTrainings} judge the labels of the other images. {@link
 * dev.espy.application.train.RepeatedTraining} trains with one setting after the other on images
 * that are read once; tuning uses it. {@link dev.espy.application.train.FindLearningRate} takes a
 * {@link dev.espy.application.train.FindLearningRateRequest} and measures the loss at rising
 * learning rates: a {@link dev.espy.application.train.LearningRateCurve}.
 */
@NullMarked
package dev.espy.application.train;

import org.jspecify.annotations.NullMarked;
