/**
 * From a batch to the gradients of its weights.
 *
 * <p>A {@link dev.espy.adapters.dl4j.batches.Computation} classifies batches and computes their
 * gradients. On the CPU that is {@link dev.espy.adapters.dl4j.batches.MicroBatchComputation}: it
 * divides a batch into micro-batches, and each worker learns one after the other with a {@link
 * dev.espy.adapters.dl4j.batches.WorkerNetwork} of its own. The {@link
 * dev.espy.adapters.dl4j.batches.SharedNetwork} holds what these have in common. {@link
 * dev.espy.adapters.dl4j.batches.GradientSums} adds the gradients in the order of the
 * micro-batches.
 *
 * <p>{@link dev.espy.adapters.dl4j.batches.InputValues} converts bytes to the network's input;
 * {@link dev.espy.adapters.dl4j.batches.Softmax} computes probabilities and the loss from logits.
 */
@NullMarked
package dev.espy.adapters.dl4j.batches;

import org.jspecify.annotations.NullMarked;
