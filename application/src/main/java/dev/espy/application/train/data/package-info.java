/**
 * The data of a training: {@link dev.espy.application.train.data.TrainingData} reads the images of
 * a {@link dev.espy.application.train.data.DataSplit} into training and validation images, {@link
 * dev.espy.application.train.data.DataChecks} refuses data that cannot be learned from, and {@link
 * dev.espy.application.train.data.DataDigest} identifies the data, so that a training is resumed
 * with the same. {@link dev.espy.application.train.data.Folds} divides the training images, so that
 * models can judge images that they have not seen.
 */
@NullMarked
package dev.espy.application.train.data;

import org.jspecify.annotations.NullMarked;
