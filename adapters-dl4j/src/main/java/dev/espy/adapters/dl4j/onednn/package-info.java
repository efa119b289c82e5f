/**
 * A network as primitives of oneDNN.
 *
 * <p>{@link dev.espy.adapters.dl4j.onednn.OneDnnNetwork} has the {@code OneDnnMemory} that all
 * workers share. Each worker has an {@code OneDnnWorkerNetwork} with its {@code OneDnnPlan}s:
 * primitives for a fixed number of images, which are prepared once and run for each micro-batch.
 * Between them values keep oneDNN's memory formats, and the gradient of the images is never
 * computed. Deeplearning4j's own layers compute each convolution twice, and this version cannot
 * find oneDNN for them; ND4J's operations find it, but reorder all values before and after each
 * operation.
 *
 * <p>{@code OneDnnConvolution}, {@code OneDnnNormalization}, {@code OneDnnPooling}, {@code
 * OneDnnDense} and {@code OneDnnDropout} add a layer to the {@code OneDnnTape}: its forward steps
 * at once, and a recipe for its backward steps, which are built in reverse order. {@code
 * OneDnnTensor} is a value between two layers. {@link dev.espy.adapters.dl4j.onednn.OneDnnContext}
 * owns engine, stream and memory.
 *
 * <p>Work that does not depend on the images is done once a step instead of once a micro-batch:
 *
 * <ul>
 *   <li>{@code PackedWeights} are copies of the weights in the primitives' formats,
 *   <li>{@code GradientLayout} keeps gradients in these formats until all are added,
 *   <li>{@code DenseBatch} collects the inputs of a dense layer, whose weights are many, for one
 *       matrix product.
 * </ul>
 */
@NullMarked
package dev.espy.adapters.dl4j.onednn;

import org.jspecify.annotations.NullMarked;
