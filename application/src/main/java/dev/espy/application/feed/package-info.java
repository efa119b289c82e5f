/**
 * The way of the images to the engine.
 *
 * <p>{@link dev.espy.application.feed.InputProbe} looks at a few images to choose the network's
 * input. {@link dev.espy.application.feed.ShownImages} finds the rows that show one image; {@link
 * dev.espy.application.feed.StratifiedSplit} sets validation images apart, all rows of an image
 * together. {@link dev.espy.application.feed.ImageReading} reads images in order, some ahead, on
 * background threads; {@link dev.espy.application.feed.PackedImages} keeps them as bytes, in memory
 * or, where that is too small, in a file; {@link dev.espy.application.feed.Epochs} makes shuffled,
 * augmented batches of copies of them while the engine works, with {@link
 * dev.espy.application.feed.Targets} in which rare labels may count more ({@link
 * dev.espy.application.feed.ClassWeights}). {@link dev.espy.application.feed.LookAhead} is the one
 * place where threads meet.
 */
@NullMarked
package dev.espy.application.feed;

import org.jspecify.annotations.NullMarked;
