/**
 * Learning and classifying with Deeplearning4j, on the processor, with oneDNN where there is oneDNN
 * for it, or on a GPU.
 *
 * <p>{@link dev.espy.adapters.dl4j.Dl4jEngine} is the way in. It has {@code Backend} load ND4J,
 * decides on a {@code Placement}, and turns a {@link dev.espy.domain.network.Network} into a {@code
 * Graph}: a Deeplearning4j computation graph whose vertices are this package's own. {@code Kernels}
 * says whose code computes what.
 *
 * <p>Where there is oneDNN, one vertex, {@code OneDnnVertex}, does all the first layers that oneDNN
 * knows, up to the first dense or dropout layer: a {@code OneDnnPlan} runs oneDNN's primitives one
 * after the other, on values that keep oneDNN's formats, and never computes the gradient of the
 * images. Stock layers compute each convolution twice, and reach oneDNN only through a lookup that
 * this version of Deeplearning4j breaks; ND4J's own operations reach it, but turn all values around
 * before and after each.
 *
 * <p>For all other layers, and where there is no oneDNN, there is a vertex class for each kind of
 * layer, on ND4J's operations ({@code NativeOperation}) or loops in Java; the sums of {@code
 * NormalizationVertex} are in double precision. Both ways give the same, up to rounding and what
 * Winograd's convolution costs: {@code OneDnnPlanTest} states the bounds.
 *
 * <p>Loops in Java reach only the host's memory. On a GPU the classes whose names begin with Nd4j
 * take their places, made of ND4J's operations alone, and a {@code Worker} does all of a network's
 * work in one thread. They run on the processor as well, slowly, and are tested there.
 *
 * <p>{@code Weights} holds what is learned in one flat array in the domain's order and layouts
 * ({@code FlatTensors}), so that saving and resuming is slicing, and running statistics in another,
 * which the optimiser never sees. The last layer gives logits: {@code Softmax} makes probabilities
 * and the loss of them, {@code Descent} takes the optimiser's step. Threads that classify at the
 * same time have a {@code Lane} each, and share the weights. {@link
 * dev.espy.adapters.dl4j.Dl4jCheck} tells how all of this stands on a machine.
 */
@NullMarked
package dev.espy.adapters.dl4j;

import org.jspecify.annotations.NullMarked;
