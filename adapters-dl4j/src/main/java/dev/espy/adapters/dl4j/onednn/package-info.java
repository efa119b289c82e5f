/**
 * A network's first layers as primitives of oneDNN.
 *
 * <p>{@link dev.espy.adapters.dl4j.onednn.OneDnnVertex} is one vertex for all leading layers that
 * oneDNN supports, up to the first dense or dropout layer. It runs an {@code OneDnnPlan}:
 * primitives that are prepared once and run for each batch. Between them values keep oneDNN's
 * memory formats, and the gradient of the images is never computed. Deeplearning4j's own layers
 * compute each convolution twice, and this version cannot find oneDNN for them; ND4J's operations
 * find it, but reorder all values before and after each operation.
 *
 * <p>{@code OneDnnConvolution}, {@code OneDnnNormalization} and {@code OneDnnPooling} add a layer
 * to the {@code OneDnnTape}: its forward steps at once, and a recipe for its backward steps, which
 * are built in reverse order. {@code OneDnnTensor} is a value between two layers. {@link
 * dev.espy.adapters.dl4j.onednn.OneDnnContext} owns engine, stream and memory.
 */
@NullMarked
package dev.espy.adapters.dl4j.onednn;

import org.jspecify.annotations.NullMarked;
