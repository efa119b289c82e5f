/**
 * A network's parameters in ND4J's native arrays.
 *
 * <p>{@link dev.espy.adapters.dl4j.tensors.Weights} keeps the learned parameters, their gradients
 * and the running statistics in one flat array each. The order and the layouts are the domain's
 * ({@link dev.espy.adapters.dl4j.tensors.FlatTensors}), so a checkpoint is a series of slices.
 * {@link dev.espy.adapters.dl4j.tensors.RunningStatistics} updates the statistics of one
 * normalization. {@link dev.espy.adapters.dl4j.tensors.NativeArrays} allocates arrays and gives
 * loops in Java access to arrays in host memory.
 */
@NullMarked
package dev.espy.adapters.dl4j.tensors;

import org.jspecify.annotations.NullMarked;
