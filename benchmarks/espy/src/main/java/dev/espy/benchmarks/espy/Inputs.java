package dev.espy.benchmarks.espy;

import dev.espy.benchmarks.Digits;
import dev.espy.benchmarks.Workload;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The networks that are compared, and what they are given. */
final class Inputs {

  /** The shape of the images. */
  static final Shape SHAPE = new Shape(1, Workload.SIDE, Workload.SIDE);

  private Inputs() {}

  /** Returns what to build. */
  static NetworkSpec spec(Workload.Network network) {
    return new NetworkSpec(
        Preprocessing.scaled(SHAPE),
        Workload.LABELS,
        architecture(network),
        Optimizer.Adam.standard(),
        16,
        1);
  }

  private static Architecture architecture(Workload.Network network) {
    return network == Workload.Network.TUTORIAL
        ? Architecture.tutorial()
        : new Architecture(
            List.of(
                convolution(16, 1),
                BatchNormalization.then(Activation.RELU),
                block(16, 1),
                block(32, 2),
                block(64, 2),
                new GlobalAveragePooling()));
  }

  private static Layer block(int filters, int stride) {
    return new Residual(
        List.of(
            convolution(filters, stride),
            BatchNormalization.then(Activation.RELU),
            convolution(filters, 1),
            BatchNormalization.then(Activation.IDENTITY)),
        Activation.RELU);
  }

  private static Layer convolution(int filters, int stride) {
    return new Convolution(filters, 3, stride, Padding.SAME, Activation.IDENTITY, false);
  }

  /** Returns the network as a model, with first weights. */
  static Model model(Workload.Network network) {
    NetworkSpec spec = spec(network);
    List<Label> labels =
        IntStream.range(0, spec.labels()).mapToObj(i -> new Label("label" + i)).toList();
    return new Model(
        Labels.of(labels),
        spec.preprocessing(),
        spec.architecture(),
        NetworkState.initial(spec).tensors(),
        new Provenance(Instant.EPOCH, "", "", "", "", 0, 0, 0, null, Map.of()));
  }

  /** Returns batches with targets. */
  static List<Batch> batches(int size) {
    Digits digits = new Digits(1);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < Workload.BATCHES; i++) {
      Digits.Batch drawn = digits.batch(size);
      float[] targets = new float[size * Workload.LABELS];
      for (int image = 0; image < size; image++) {
        targets[image * Workload.LABELS + drawn.labels()[image]] = 1;
      }
      batches.add(new Batch(SHAPE, size, drawn.pixels(), targets));
    }
    return batches;
  }
}
