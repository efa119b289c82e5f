package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.Learner;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Compares the tutorial's kinds of layers with Deeplearning4j's own, except dropout, whose random
 * numbers differ. The optimiser is SGD, because Deeplearning4j's Adam adds its epsilon elsewhere.
 */
class StockTest {

  private static final double BOUND = 1e-4;
  private static final double LEARNING_RATE = 0.1;
  private static final int STEPS = 10;
  private static final int IMAGES = 16;
  private static final int LABELS = 5;
  private static final Shape INPUT = new Shape(1, 14, 12);

  private final Random random = new Random(1);

  @Test
  void learnsWhatTheStockLayersLearn() {
    NetworkSpec spec =
        new NetworkSpec(
            Preprocessing.scaled(INPUT),
            LABELS,
            new Architecture(
                List.of(
                    new Layer.Convolution(
                        8, 3, 1, Padding.VALID, dev.espy.domain.network.Activation.RELU),
                    new Layer.Convolution(
                        12, 3, 1, Padding.VALID, dev.espy.domain.network.Activation.RELU),
                    new Layer.MaxPooling(2, 2),
                    new Layer.Dense(20, dev.espy.domain.network.Activation.RELU))),
            new Optimizer.Sgd(0, false, 0, Double.POSITIVE_INFINITY),
            16,
            1);
    NetworkState initial = NetworkState.initial(spec);
    try (Learner ours = new Dl4jEngine().open(spec, initial)) {
      MultiLayerNetwork stock = stock(initial.tensors());
      for (int step = 0; step < STEPS; step++) {
        Batch batch = batch();
        assertThat(ours.classify(batch))
            .containsExactly(stock.output(floats(batch)).data().asFloat(), within((float) BOUND));
        ours.fit(batch, LEARNING_RATE);
        stock.fit(floats(batch), Nd4j.create(batch.targets(), new long[] {IMAGES, LABELS}, 'c'));
      }
      Map<String, Tensor> learned = ours.state().tensors();
      assertThat(learned.get("conv1.weight").values())
          .isNotEqualTo(initial.tensors().get("conv1.weight").values());
      stockWeights(stock)
          .forEach(
              (name, weights) ->
                  assertThat(learned.get(name).values())
                      .as(name)
                      .containsExactly(weights.dup('c').data().asFloat(), within((float) BOUND)));
    }
  }

  private static MultiLayerNetwork stock(Map<String, Tensor> tensors) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(LEARNING_RATE))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(8).activation(Activation.RELU).build())
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(12).activation(Activation.RELU).build())
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
                .layer(new DenseLayer.Builder().nOut(20).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(LABELS)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(
                    InputType.convolutional(INPUT.height(), INPUT.width(), INPUT.channels()))
                .build());
    network.init();
    stockWeights(network)
        .forEach(
            (name, weights) -> {
              Tensor tensor = tensors.get(name);
              long[] shape = weights.shape();
              INDArray first = Nd4j.create(tensor.values().clone(), tensorShape(tensor), 'c');
              weights.assign(first.reshape('c', shape));
            });
    return network;
  }

  /** Returns views of a stock network's weights in Espy's layouts, by Espy's names. */
  private static Map<String, INDArray> stockWeights(MultiLayerNetwork network) {
    return Map.of(
        "conv1.weight", network.getLayer(0).getParam("W"),
        "conv1.bias", network.getLayer(0).getParam("b"),
        "conv2.weight", network.getLayer(1).getParam("W"),
        "conv2.bias", network.getLayer(1).getParam("b"),
        "dense1.weight", network.getLayer(3).getParam("W").transpose(),
        "dense1.bias", network.getLayer(3).getParam("b"),
        "output.weight", network.getLayer(4).getParam("W").transpose(),
        "output.bias", network.getLayer(4).getParam("b"));
  }

  private static long[] tensorShape(Tensor tensor) {
    long[] shape = new long[tensor.shape().length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.shape()[i];
    }
    return shape;
  }

  private Batch batch() {
    byte[] pixels = new byte[IMAGES * INPUT.size()];
    random.nextBytes(pixels);
    float[] targets = new float[IMAGES * LABELS];
    for (int i = 0; i < IMAGES; i++) {
      targets[i * LABELS + random.nextInt(LABELS)] = 1;
    }
    return new Batch(INPUT, IMAGES, pixels, targets);
  }

  private static INDArray floats(Batch batch) {
    float[] values = new float[batch.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (batch.pixels()[i] & 0xFF) / 255f;
    }
    return Nd4j.create(
        values, new long[] {IMAGES, INPUT.channels(), INPUT.height(), INPUT.width()}, 'c');
  }
}
