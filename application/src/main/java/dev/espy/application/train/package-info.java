/**
 * Making a model of labelled images.
 *
 * <p>{@link dev.espy.application.train.Train} says in which order: {@link
 * dev.espy.application.train.TrainingData} is what a network learns from, by the {@link
 * dev.espy.application.train.TrainSettings}, if {@link dev.espy.application.train.DataChecks} finds
 * it fit for that; {@link dev.espy.application.train.EpochLoop}, which {@link
 * dev.espy.application.train.Learning} sets going, is where it learns, from one {@link
 * dev.espy.application.train.Progress} to the next. The loop asks {@link
 * dev.espy.application.train.Schedule} for the learning rate, {@link
 * dev.espy.application.train.TimePlan} for how many steps there is time, {@link
 * dev.espy.application.train.AutoAugmentation} (which asks {@link
 * dev.espy.application.train.FlipProbe}) for what to do to the images, and keeps a {@link
 * dev.espy.application.train.WeightAverage}. After each epoch a {@link
 * dev.espy.application.train.Contest} between the weights and their average finds the better ones,
 * {@link dev.espy.application.train.BestEpoch} whether they are the best so far by the {@link
 * dev.espy.application.train.Metric}, and {@link dev.espy.application.train.ModelMaker} makes a
 * model of them.
 *
 * <p>{@link dev.espy.application.train.FindLearningRate} learns a little, at every rate, to find
 * out which ones a network can take: a {@link dev.espy.application.train.LearningRateCurve}. {@link
 * dev.espy.application.train.RepeatedTraining} trains with one setting after the other on images
 * that are read once, for those who compare settings.
 */
@NullMarked
package dev.espy.application.train;

import org.jspecify.annotations.NullMarked;
