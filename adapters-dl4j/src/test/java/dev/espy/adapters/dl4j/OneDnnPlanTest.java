package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares oneDNN with the other kernels at real image sizes, where oneDNN uses other algorithms
 * than at small ones. The bounds allow for Winograd's method and sums in single precision.
 */
class OneDnnPlanTest {

  static Stream<NetworkSpec> networks() {
    Shape shape = new Shape(1, 28, 28);
    Architecture residual =
        new Architecture(
            List.of(
                new Convolution(16, 3, 1, Padding.SAME, Activation.IDENTITY, false),
                BatchNormalization.then(Activation.RELU),
                EngineSamples.block(16, 1, Activation.RELU),
                EngineSamples.block(32, 2, Activation.RELU),
                new GlobalAveragePooling()));
    return Stream.of(Architecture.tutorial(), residual)
        .map(architecture -> EngineSamples.spec(shape, 10, 3, architecture));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void givesTheGradientsThatNd4jGives(NetworkSpec spec) {
    Batch batch = EngineSamples.noise(spec, 24, 1);
    Map<String, Tensor> fast = steps(new Dl4jEngine(), spec, List.of(batch)).moments();
    Map<String, Tensor> plain = steps(new Dl4jEngine(Kernels.JAVA), spec, List.of(batch)).moments();

    for (String name : plain.keySet()) {
      if (name.startsWith("m.")) {
        assertThat(distance(fast, plain, name)).as(name).isLessThan(5e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsAsNd4jDoes(NetworkSpec spec) {
    List<Batch> batches =
        Stream.of(1, 2, 3, 4, 5, 6, 7, 8).map(i -> EngineSamples.noise(spec, 16, i)).toList();
    Map<String, Tensor> fast = steps(new Dl4jEngine(), spec, batches).tensors();
    Map<String, Tensor> plain = steps(new Dl4jEngine(Kernels.JAVA), spec, batches).tensors();

    for (String name : plain.keySet()) {
      assertThat(distance(fast, plain, name)).as(name).isLessThan(1e-2);
    }
  }

  /** Includes dropout: its masks depend on the seed and the step alone. */
  @ParameterizedTest
  @MethodSource("networks")
  void learnsAsNd4jAloneDoes(NetworkSpec spec) {
    List<Batch> batches = Stream.of(1, 2, 3).map(i -> EngineSamples.noise(spec, 3, i)).toList();
    Map<String, Tensor> fast = steps(new Dl4jEngine(), spec, batches).tensors();
    Map<String, Tensor> plain = steps(new Dl4jEngine(Kernels.ND4J), spec, batches).tensors();

    for (String name : plain.keySet()) {
      assertThat(distance(fast, plain, name)).as(name).isLessThan(1e-2);
    }
  }

  private static NetworkState steps(Dl4jEngine engine, NetworkSpec spec, List<Batch> batches) {
    try (Learner learner = engine.open(spec, NetworkState.initial(spec))) {
      batches.forEach(batch -> learner.fit(batch, 1e-4));
      return learner.state();
    }
  }

  /** Returns the relative distance of two tensors in the L2 norm. */
  private static double distance(
      Map<String, Tensor> some, Map<String, Tensor> others, String name) {
    float[] x = values(some, name);
    float[] y = values(others, name);
    double difference = 0;
    double size = 0;
    for (int i = 0; i < x.length; i++) {
      difference += (x[i] - y[i]) * (x[i] - y[i]);
      size += y[i] * y[i];
    }
    return Math.sqrt(difference / Math.max(size, 1e-22));
  }

  private static float[] values(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    assertThat(tensor).as(name).isNotNull();
    return tensor.values();
  }
}
