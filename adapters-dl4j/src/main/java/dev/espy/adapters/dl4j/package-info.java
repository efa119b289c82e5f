/**
 * Learning and classifying with Deeplearning4j, on the processor, with oneDNN where there are
 * natives of it.
 *
 * <p>{@link dev.espy.adapters.dl4j.Dl4jEngine} is the way in. It has {@code NativeCode} load ND4J,
 * and turns a {@link dev.espy.domain.network.Network} into a {@code Graph}: a Deeplearning4j
 * computation graph whose vertices are this package's own, one class for each kind of layer. The
 * stock layers would do, but they compute each convolution twice, and reach oneDNN only through a
 * lookup that this version of Deeplearning4j breaks; a {@code NativeOperation} asks for it
 * directly. All parameters lie in one flat array in the domain's order and layouts ({@code
 * FlatTensors}), so that saving and resuming is slicing. The last layer gives logits: {@code
 * Softmax} makes probabilities and the loss of them, {@code Adam} takes the step.
 */
@NullMarked
package dev.espy.adapters.dl4j;

import org.jspecify.annotations.NullMarked;
