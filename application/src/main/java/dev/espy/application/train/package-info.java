/**
 * Making a model of labelled images: {@link dev.espy.application.train.Train} says in which order,
 * {@link dev.espy.application.train.TrainingData} is what it learns from, {@link
 * dev.espy.application.train.EpochLoop} is where it learns.
 */
@NullMarked
package dev.espy.application.train;

import org.jspecify.annotations.NullMarked;
