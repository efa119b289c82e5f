/**
 * Training and classifying with Deeplearning4j, on the CPU or on a GPU.
 *
 * <p>{@link dev.espy.adapters.dl4j.Dl4jEngine} is the entry point; {@link
 * dev.espy.adapters.dl4j.Dl4jCheck} reports how it runs on this machine. To open a network, the
 * engine
 *
 * <ol>
 *   <li>loads ND4J (package {@code backend}),
 *   <li>decides on a {@code Placement}: the {@code Kernels} that compute, the threads that run
 *       them, and the translation of their failures,
 *   <li>copies the weights into native arrays (package {@code tensors}),
 *   <li>builds a {@code NetworkGraph} from the domain's {@link dev.espy.domain.network.Network}.
 * </ol>
 *
 * <p>The vertices of a graph come from four packages:
 *
 * <table>
 *   <caption>Vertices</caption>
 *   <tr><td>{@code graph}</td><td>vertices in general, and those that run on any device</td></tr>
 *   <tr><td>{@code onednn}</td><td>one vertex for all leading layers that oneDNN supports</td></tr>
 *   <tr><td>{@code host}</td><td>loops in Java over host memory</td></tr>
 *   <tr><td>{@code nd4j}</td><td>ND4J's operations alone, for GPUs</td></tr>
 * </table>
 *
 * <p>All kernels compute the same, except for rounding and the error of Winograd's convolution;
 * {@code OneDnnPlanTest} states the bounds.
 *
 * <p>An {@code InputBuffer} converts bytes to the network's input. The graph's output is the
 * logits; {@code Softmax} computes probabilities and the loss from them. A {@code Dl4jLearner} then
 * lets a {@link dev.espy.adapters.dl4j.optimizer.ParameterUpdater} take the optimiser's step.
 * Threads that classify at the same time have an {@code InferenceContext} each and share the
 * weights.
 */
@NullMarked
package dev.espy.adapters.dl4j;

import org.jspecify.annotations.NullMarked;
