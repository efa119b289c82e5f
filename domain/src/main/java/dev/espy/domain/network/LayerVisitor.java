package dev.espy.domain.network;

/**
 * A function of layers with a case for each kind, so that the compiler finds every function that
 * lacks one.
 *
 * @param <R> the type of the results
 */
public interface LayerVisitor<R> {

  R visit(Layer.Convolution layer);

  R visit(Layer.BatchNormalization layer);

  R visit(Layer.MaxPooling layer);

  R visit(Layer.GlobalAveragePooling layer);

  R visit(Layer.Dense layer);

  R visit(Layer.Dropout layer);

  R visit(Layer.Residual layer);
}
