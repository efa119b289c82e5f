package dev.espy.domain.port;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Small networks that together have every layer with every setting. */
public final class Architectures {

  private static final Shape GREY = new Shape(1, 8, 11);
  private static final Shape COLOUR = new Shape(3, 7, 5);

  private Architectures() {}

  /** Returns the networks. */
  public static Stream<Named<NetworkSpec>> all() {
    List<Named<NetworkSpec>> all = new ArrayList<>();
    all.add(network(GREY));
    for (Shape shape : new Shape[] {GREY, COLOUR}) {
      for (Padding padding : Padding.values()) {
        all.add(network(shape, new Convolution(5, 3, 1, padding, Activation.TANH)));
        all.add(network(shape, new Convolution(4, 3, 2, padding, Activation.SIGMOID)));
        all.add(network(shape, new Convolution(4, 5, 3, padding, Activation.ELU)));
        all.add(network(shape, new Convolution(3, 1, 1, padding, Activation.TANH)));
      }
      all.add(network(shape, new Convolution(3, 2, 1, Padding.VALID, Activation.TANH)));
      all.add(network(shape, new MaxPooling(2, 2)));
      all.add(network(shape, new MaxPooling(3, 2)));
      all.add(network(shape, new MaxPooling(2, 3)));
      all.add(network(shape, new MaxPooling(1, 1)));
      all.add(network(shape, new Dropout(0)));
    }
    for (Activation activation : Activation.values()) {
      Convolution convolution = new Convolution(4, 3, 1, Padding.SAME, activation);
      all.add(network(COLOUR, convolution));
      all.add(network(COLOUR, convolution, new MaxPooling(2, 2)));
      all.add(network(COLOUR, new MaxPooling(2, 1), convolution));
      all.add(network(COLOUR, new Dense(9, activation), new Dense(4, activation)));
    }
    for (Activation activation : Activation.values()) {
      all.add(
          network(
              COLOUR,
              new Convolution(4, 3, 1, Padding.SAME, Activation.IDENTITY, false),
              new BatchNormalization(0.3, 1e-3, activation),
              new Residual(List.of(new Convolution(4, 3, 1, Padding.SAME, activation)), activation),
              new GlobalAveragePooling()));
    }
    for (Shape shape : new Shape[] {GREY, COLOUR}) {
      BatchNormalization normalization = BatchNormalization.then(Activation.TANH);
      Convolution strided = new Convolution(5, 3, 2, Padding.SAME, Activation.TANH, false);
      all.add(network(shape, normalization));
      all.add(network(shape, new GlobalAveragePooling()));
      all.add(network(shape, new MaxPooling(2, 2), normalization, new Dense(3, Activation.TANH)));
      // Blocks whose input is the image.
      all.add(network(shape, new Residual(List.of(normalization), Activation.TANH)));
      all.add(network(shape, new Residual(List.of(strided, normalization), Activation.IDENTITY)));
      all.add(
          network(
              shape,
              new Residual(
                  List.of(
                      new Convolution(
                          shape.channels(), 3, 1, Padding.SAME, Activation.TANH, false)),
                  Activation.SIGMOID)));
      // A nested block, and a block whose layers and shortcut both change their input.
      all.add(
          network(
              shape,
              new Convolution(3, 3, 1, Padding.SAME, Activation.TANH),
              new Residual(
                  List.of(new Residual(List.of(strided), Activation.TANH), new MaxPooling(1, 1)),
                  Activation.IDENTITY),
              new Residual(List.of(normalization), Activation.TANH)));
    }
    // Numbers of channels that suit vector instructions.
    all.add(
        network(
            COLOUR,
            new Convolution(16, 3, 1, Padding.SAME, Activation.TANH),
            new Convolution(32, 3, 1, Padding.SAME, Activation.TANH),
            new MaxPooling(2, 2),
            new Dense(16, Activation.TANH)));
    all.add(
        network(
            COLOUR,
            new Convolution(16, 3, 1, Padding.SAME, Activation.IDENTITY, false),
            BatchNormalization.then(Activation.TANH),
            EngineSamples.block(16, 1, Activation.TANH),
            EngineSamples.block(32, 2, Activation.TANH),
            new GlobalAveragePooling()));
    all.add(EngineSamples.networks(5).skip(1).findFirst().orElseThrow());
    Convolution small = new Convolution(3, 3, 1, Padding.VALID, Activation.TANH);
    all.add(network(GREY, small, small, new MaxPooling(2, 2), new Dense(6, Activation.TANH)));
    all.add(network(GREY, small, new MaxPooling(2, 1), new MaxPooling(2, 1), small));
    all.add(
        network(
            GREY,
            new Dense(6, Activation.TANH),
            new Convolution(3, 1, 1, Padding.SAME, Activation.TANH)));
    return all.stream();
  }

  private static Named<NetworkSpec> network(Shape shape, Layer... layers) {
    NetworkSpec spec = EngineSamples.spec(shape, 3, 11, new Architecture(List.of(layers)));
    return Named.of(shape.describe() + " " + List.of(layers), spec);
  }
}
