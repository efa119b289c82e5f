package dev.espy.domain.port;

import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
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
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Provenance;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Small networks and batches for tests of engines. */
public final class EngineSamples {

  /** The shape of the images of {@link #spec}. */
  public static final Shape SHAPE = new Shape(1, 8, 9);

  /** The largest micro-batch of the networks. Batches of 8 images have two. */
  public static final int MICRO_BATCH_SIZE = 4;

  private EngineSamples() {}

  /** Returns a small network with a layer of each kind, for two labels. */
  public static NetworkSpec spec(long seed) {
    return spec(
        SHAPE,
        2,
        seed,
        new Architecture(
            List.of(
                new Convolution(4, 3, 1, Padding.VALID, Activation.RELU),
                new MaxPooling(2, 2),
                new Dropout(0.25),
                new Dense(8, Activation.RELU),
                new Dropout(0.5))));
  }

  /** Returns a small network of residual blocks, with both kinds of shortcuts, for two labels. */
  public static NetworkSpec residualSpec(long seed) {
    return spec(
        SHAPE,
        2,
        seed,
        new Architecture(
            List.of(
                plain(4, 1),
                BatchNormalization.then(Activation.RELU),
                block(4, 1, Activation.RELU),
                block(6, 2, Activation.RELU),
                new GlobalAveragePooling())));
  }

  /** Returns a small network with normalization and dropout, for two labels. */
  public static NetworkSpec mixedSpec(long seed) {
    return spec(
        SHAPE,
        2,
        seed,
        new Architecture(
            List.of(
                plain(4, 1),
                BatchNormalization.then(Activation.RELU),
                block(6, 2, Activation.RELU),
                new Dropout(0.25),
                new Dense(8, Activation.RELU),
                new Dropout(0.5))));
  }

  /** Returns a block of two convolutions; the first one has the given stride. */
  public static Residual block(int filters, int stride, Activation activation) {
    return new Residual(
        List.of(
            plain(filters, stride),
            BatchNormalization.then(activation),
            plain(filters, 1),
            BatchNormalization.then(Activation.IDENTITY)),
        activation);
  }

  private static Convolution plain(int filters, int stride) {
    return new Convolution(filters, 3, stride, Padding.SAME, Activation.IDENTITY, false);
  }

  /** Returns the small networks that every engine is tested with. */
  public static Stream<Named<NetworkSpec>> networks(long seed) {
    return Stream.of(
        Named.of("layers in a row", spec(seed)), Named.of("residual blocks", residualSpec(seed)));
  }

  /** Returns optimisers that together use every feature of optimisers. */
  public static Stream<Named<Optimizer>> optimizers() {
    double none = Double.POSITIVE_INFINITY;
    return Stream.of(
        Named.of("Adam", Optimizer.Adam.standard()),
        Named.of("AdamW, clipped", new Optimizer.Adam(0.8, 0.99, 1e-6, 0.3, 0.4)),
        Named.of("SGD", new Optimizer.Sgd(0, false, 0, none)),
        Named.of("SGD with weight decay", new Optimizer.Sgd(0, false, 0.3, none)),
        Named.of("momentum, clipped", new Optimizer.Sgd(0.9, false, 0.1, 0.4)),
        Named.of("Nesterov", new Optimizer.Sgd(0.8, true, 0.2, none)));
  }

  /** Returns the specification with another optimiser. */
  public static NetworkSpec with(Optimizer optimizer, NetworkSpec spec) {
    return new NetworkSpec(
        spec.preprocessing(),
        spec.labels(),
        spec.architecture(),
        optimizer,
        spec.microBatchSize(),
        spec.seed());
  }

  /** Returns the specification with another largest number of images of a micro-batch. */
  public static NetworkSpec inMicroBatches(int size, NetworkSpec spec) {
    return new NetworkSpec(
        spec.preprocessing(),
        spec.labels(),
        spec.architecture(),
        spec.optimizer(),
        size,
        spec.seed());
  }

  /** Returns the specification for images of another shape. */
  public static NetworkSpec spec(Shape shape, int labels, long seed, Architecture architecture) {
    return new NetworkSpec(
        new Preprocessing(shape, 0.4f, 0.3f),
        labels,
        architecture,
        Optimizer.Adam.standard(),
        MICRO_BATCH_SIZE,
        seed);
  }

  /** Returns a model with the network and the weights of a state. */
  public static Model model(NetworkSpec spec, NetworkState state) {
    return new Model(
        new Labels(
            IntStream.range(0, spec.labels()).mapToObj(i -> new Label("label" + i)).toList()),
        spec.preprocessing(),
        spec.architecture(),
        state.tensors(),
        new Provenance(Instant.EPOCH, "test", "test", "test", "test", 0, 0, 0, null, Map.of()));
  }

  /** Returns a model with initial weights. */
  public static Model model(NetworkSpec spec) {
    return model(spec, NetworkState.initial(spec));
  }

  /**
   * Returns a model that looks trained: initial weights with random changes, so that no tensor is
   * all zeros or ones.
   *
   * @param deviation the standard deviation of the changes
   */
  public static Model learned(NetworkSpec spec, double deviation) {
    NetworkState state = NetworkState.initial(spec);
    Random random = new Random(3);
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              for (int i = 0; i < tensor.values().length; i++) {
                float change = (float) (deviation * random.nextGaussian());
                tensor.values()[i] += name.endsWith("_var") ? Math.abs(change) : change;
              }
            });
    return model(spec, state);
  }

  /** Returns images of noise with random labels. */
  public static Batch noise(NetworkSpec spec, int size, long seed) {
    Random random = new Random(seed);
    Shape shape = spec.preprocessing().input();
    byte[] pixels = new byte[size * shape.size()];
    random.nextBytes(pixels);
    float[] targets = new float[size * spec.labels()];
    for (int i = 0; i < size; i++) {
      targets[i * spec.labels() + random.nextInt(spec.labels())] = 1;
    }
    return new Batch(shape, size, pixels, targets);
  }

  /** Returns images of noise with several labels each and weights from 0.5 to 2.5. */
  public static Batch weighted(NetworkSpec spec, int size, long seed) {
    Random random = new Random(seed);
    Batch batch = noise(spec, size, seed);
    for (int i = 0; i < size; i++) {
      float weight = 0.5f + 2 * random.nextFloat();
      float share = random.nextFloat();
      for (int j = i * spec.labels(); j < (i + 1) * spec.labels(); j++) {
        batch.targets()[j] = weight * (share * batch.targets()[j] + (1 - share) / spec.labels());
      }
    }
    return batch;
  }

  /** Returns images for {@link #spec}: bright on top for label 0, bright below for label 1. */
  public static Batch separable(int size, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[size * SHAPE.size()];
    float[] targets = new float[size * 2];
    for (int i = 0; i < size; i++) {
      int label = random.nextInt(2);
      targets[2 * i + label] = 1;
      for (int j = 0; j < SHAPE.size(); j++) {
        boolean top = j < SHAPE.size() / 2;
        int base = top == (label == 0) ? 150 : 20;
        pixels[i * SHAPE.size() + j] = (byte) (base + random.nextInt(80));
      }
    }
    return new Batch(SHAPE, size, pixels, targets);
  }

  /** Returns a part of a batch. */
  public static Batch part(Batch batch, int from, int size) {
    int image = batch.shape().size();
    int labels = batch.targets().length / batch.size();
    return new Batch(
        batch.shape(),
        size,
        java.util.Arrays.copyOfRange(batch.pixels(), from * image, (from + size) * image),
        java.util.Arrays.copyOfRange(batch.targets(), from * labels, (from + size) * labels));
  }

  /** Returns a model whose values overflow for all images, even in double precision. */
  public static Model overflowing(Shape input, String... labels) {
    List<Layer> layers = Collections.nCopies(10, new Dense(2, Activation.IDENTITY));
    NetworkSpec spec = spec(input, labels.length, 1, new Architecture(layers));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : spec.network().parameters()) {
      float[] values = new float[Math.toIntExact(parameter.size())];
      Arrays.fill(values, Float.MAX_VALUE);
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(parameter.name(), new Tensor(shape, values));
    }
    return new Model(
        new Labels(Stream.of(labels).map(Label::new).toList()),
        spec.preprocessing(),
        spec.architecture(),
        tensors,
        model(spec(1)).provenance());
  }
}
