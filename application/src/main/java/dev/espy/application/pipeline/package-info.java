/**
 * The way of the images to the engine.
 *
 * <p>{@link dev.espy.application.pipeline.IndexedDataSet} holds the samples of a data set for
 * training; other use cases read them one after the other. {@link
 * dev.espy.application.pipeline.InputProbe} samples a few images to choose the network's input
 * shape. {@link dev.espy.application.pipeline.DistinctImages} finds rows with the same image;
 * {@link dev.espy.application.pipeline.StratifiedSplit} splits off validation images, all rows of
 * an image together. {@link dev.espy.application.pipeline.ImageLoader} reads images in order on
 * background threads. {@link dev.espy.application.pipeline.PackedImages} stores them as bytes, in
 * memory or, beyond a limit, in a {@link dev.espy.application.pipeline.PixelStore file}. {@link
 * dev.espy.application.pipeline.ShuffledBatches} makes shuffled, augmented batches while the engine
 * works, with {@link dev.espy.application.pipeline.Targets} that may give rare labels more weight
 * ({@link dev.espy.application.pipeline.ClassWeights}). {@link
 * dev.espy.application.pipeline.PrefetchingIterator} holds all the code for background threads.
 *
 * <p>Samples for the input shape are at most a hundred images, or sixteen large ones. A data set
 * may decode a JPEG at 1/2, 1/4 or 1/8 of its size if that leaves at least twice the input shape.
 * Images and batches that are read ahead take at most an eighth of the heap. A training batch that
 * does not fit into a Java array is refused before images are read.
 */
@NullMarked
package dev.espy.application.pipeline;

import org.jspecify.annotations.NullMarked;
