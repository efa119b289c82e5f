/**
 * The settings and the progress of training.
 *
 * <p>{@link dev.espy.domain.training.TrainSettings} holds all settings, among them the {@link
 * dev.espy.domain.training.TrainingLength}, the {@link dev.espy.domain.training.Schedule} of the
 * learning rate and the {@link dev.espy.domain.training.Metric} that decides which epoch is best.
 * Each {@link dev.espy.domain.training.Epoch} is reported in figures, and a {@link
 * dev.espy.domain.training.Checkpoint} is the state from which a training resumes. A {@link
 * dev.espy.domain.training.Search} for better settings consists of {@link
 * dev.espy.domain.training.Trial trials} in {@link dev.espy.domain.training.Rung rungs}.
 */
@NullMarked
package dev.espy.domain.training;

import org.jspecify.annotations.NullMarked;
