/**
 * Training and classifying with Deeplearning4j, on the CPU or on a GPU.
 *
 * <p>{@link dev.espy.adapters.dl4j.Dl4jEngine} is the entry point; {@link
 * dev.espy.adapters.dl4j.Dl4jCheck} reports how it runs on this machine. To open a network, the
 * engine
 *
 * <ol>
 *   <li>loads ND4J (package {@code backend}),
 *   <li>decides on a {@code Placement}: the {@code Kernels} that compute, the workers that run
 *       them, and the translation of their failures,
 *   <li>copies the weights into native arrays (package {@code tensors}),
 *   <li>creates a {@link dev.espy.adapters.dl4j.batches.Computation} (package {@code batches}) of
 *       the domain's {@link dev.espy.domain.network.Network}.
 * </ol>
 *
 * <p>Three kinds of code compute a network:
 *
 * <table>
 *   <caption>Kernels</caption>
 *   <tr><td>{@code onednn}</td><td>primitives of oneDNN, for CPUs that have it</td></tr>
 *   <tr><td>{@code host}</td><td>graphs of loops in Java and ND4J's operations, for other CPUs</td></tr>
 *   <tr><td>{@code nd4j}</td><td>a graph of ND4J's operations alone, for GPUs</td></tr>
 * </table>
 *
 * <p>The graphs are Deeplearning4j's; package {@code graph} has their vertices in general, and
 * those that run on any device.
 *
 * <p>All kernels compute the same, except for rounding and the error of Winograd's convolution;
 * {@code OneDnnPlanTest} states the bounds.
 *
 * <p>After each batch a {@code Dl4jLearner} lets a {@link
 * dev.espy.adapters.dl4j.optimizer.ParameterUpdater} take the optimiser's step.
 */
@NullMarked
package dev.espy.adapters.dl4j;

import org.jspecify.annotations.NullMarked;
