package dev.espy.benchmarks.stock;

import dev.espy.benchmarks.Workload;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks in Deeplearning4j's own layers, as its manual writes them. */
final class Networks {

  private static final InputType INPUT = InputType.convolutional(Workload.SIDE, Workload.SIDE, 1);

  private Networks() {}

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.IDENTITY)
        .updater(new Adam(0.001));
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Workload.LABELS)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static MultiLayerNetwork tutorial() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(32).activation(Activation.RELU).build())
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(64).activation(Activation.RELU).build())
                .layer(new SubsamplingLayer.Builder(PoolingType.MAX).build())
                .layer(new DropoutLayer.Builder(0.75).build()) // The probability to be kept.
                .layer(new DenseLayer.Builder().nOut(128).activation(Activation.RELU).build())
                .layer(new DropoutLayer.Builder(0.5).build())
                .layer(output())
                .setInputType(INPUT)
                .build());
    network.init();
    return network;
  }

  static ComputationGraph residual() {
    GraphBuilder graph =
        builder().convolutionMode(ConvolutionMode.Same).graphBuilder().addInputs("input");
    String last = normalized(graph, "stem", "input", 16, 3, 1, Activation.RELU);
    last = block(graph, "block1", last, 16, 1);
    last = block(graph, "block2", last, 32, 2);
    last = block(graph, "block3", last, 64, 2);
    graph
        .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last)
        .addLayer("output", output(), "pool")
        .setOutputs("output")
        .setInputTypes(INPUT);
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  private static String block(
      GraphBuilder graph, String name, String input, int filters, int stride) {
    String first = normalized(graph, name + "a", input, filters, 3, stride, Activation.RELU);
    String second = normalized(graph, name + "b", first, filters, 3, 1, Activation.IDENTITY);
    String shortcut =
        stride == 1
            ? input
            : normalized(graph, name + "s", input, filters, 1, stride, Activation.IDENTITY);
    graph
        .addVertex(name + "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut)
        .addLayer(
            name, new ActivationLayer.Builder().activation(Activation.RELU).build(), name + "sum");
    return name;
  }

  private static String normalized(
      GraphBuilder graph,
      String name,
      String input,
      int filters,
      int kernel,
      int stride,
      Activation activation) {
    graph
        .addLayer(
            name + "conv",
            new ConvolutionLayer.Builder(kernel, kernel)
                .nOut(filters)
                .stride(stride, stride)
                .hasBias(false)
                .build(),
            input)
        .addLayer(
            name, new BatchNormalization.Builder().activation(activation).build(), name + "conv");
    return name;
  }
}
