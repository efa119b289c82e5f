/**
 * The training loop.
 *
 * <p>{@link dev.espy.application.train.loop.Trainer} trains epoch by epoch, from one {@link
 * dev.espy.application.train.loop.TrainingState} to the next. It plans the steps within a {@link
 * dev.espy.application.train.loop.TimeBudget} and asks {@link
 * dev.espy.application.train.loop.AutoAugmentation} for the augmentation, which it decides with the
 * {@link dev.espy.application.train.loop.FlipSafetyCheck}. After each epoch, {@link
 * dev.espy.application.train.loop.WeightSelector} runs a {@link
 * dev.espy.application.train.loop.ValidationPass} on the network's own weights and on their {@link
 * dev.espy.application.train.loop.WeightAverage}, and returns the better {@link
 * dev.espy.application.train.loop.SelectedWeights}. {@link
 * dev.espy.application.train.loop.EarlyStopping} knows the best epoch. {@link
 * dev.espy.application.train.loop.ModelFactory} makes the models, and an {@link
 * dev.espy.application.train.loop.EpochSink} receives them.
 */
@NullMarked
package dev.espy.application.train.loop;

import org.jspecify.annotations.NullMarked;
