package dev.espy.adapters.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.LayerVisitor;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.network.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Adds layers to an ONNX graph as nodes and initializers. A node and its output have the layer's
 * name; an initializer has its tensor's name.
 */
final class OnnxGraph {

  /**
   * The output of a node.
   *
   * @param name name in the graph
   * @param flat true for [batch, value], false for [batch, channel, row, column]
   */
  private record Value(String name, boolean flat) {}

  /** Name of the constant with the dimensions that a flat value lacks. */
  private static final String PIXEL_AXES = "pixel_axes";

  private final GraphProto.Builder graph;
  private final Map<String, Tensor> tensors;

  /**
   * Wraps a graph.
   *
   * @param graph the graph to add to
   * @param tensors the network's tensors by name
   */
  OnnxGraph(GraphProto.Builder graph, Map<String, Tensor> tensors) {
    this.graph = graph;
    this.tensors = tensors;
  }

  /**
   * Adds preprocessing, layers, temperature and softmax.
   *
   * @param input name of the graph's input, the pixels
   * @param nodes the network's layers; the last one is the output layer
   * @param temperature divisor of the logits
   * @param output name of the graph's output, the probabilities
   */
  void add(
      String input,
      Preprocessing preprocessing,
      List<Node> nodes,
      Temperature temperature,
      String output) {
    Value logits = apply(nodes, preprocess(new Value(input, false), preprocessing));
    Value divided =
        temperature.value() == 1
            ? logits
            : with("Div", "temperature", "temperature.value", temperature.value(), logits);
    graph.addNode(node("Softmax", "softmax").addInput(divided.name()).addOutput(output));
  }

  private Value preprocess(Value pixels, Preprocessing preprocessing) {
    NodeProto.Builder cast =
        node("Cast", "preprocessing.float")
            .addAttribute(Messages.attribute("to", TensorProto.DataType.FLOAT_VALUE));
    Value scaled =
        with(
            "Mul",
            "preprocessing.mul",
            "preprocessing.factor",
            preprocessing.factor(),
            add(cast, pixels));
    return preprocessing.offset() == 0
        ? scaled
        : with("Add", "preprocessing.add", "preprocessing.offset", preprocessing.offset(), scaled);
  }

  /** Adds a node that combines each value with a number. */
  private Value with(String operator, String name, String constant, float number, Value value) {
    graph.addInitializer(Messages.constant(constant, new Tensor(new int[0], new float[] {number})));
    return add(node(operator, name), value, constant);
  }

  private Value apply(List<Node> nodes, Value input) {
    Value value = input;
    for (Node node : nodes) {
      value = apply(node, value);
    }
    return value;
  }

  private Value apply(Node node, Value input) {
    for (Parameter parameter : node.parameters()) {
      graph.addInitializer(Messages.constant(parameter.name(), tensor(parameter)));
    }
    return node.layer().accept(new Application(node, input));
  }

  /** Applies a layer to a value. */
  private final class Application implements LayerVisitor<Value> {

    private final Node node;
    private final Value input;

    Application(Node node, Value input) {
      this.node = node;
      this.input = input;
    }

    @Override
    public Value visit(Convolution layer) {
      return activate(layer.activation(), convolve(node, layer, input));
    }

    @Override
    public Value visit(BatchNormalization layer) {
      return activate(layer.activation(), normalize(node, layer, input));
    }

    @Override
    public Value visit(MaxPooling layer) {
      return pool(node, layer, input);
    }

    @Override
    public Value visit(GlobalAveragePooling layer) {
      return add(node("GlobalAveragePool", node.name()), image(node, input));
    }

    @Override
    public Value visit(Dense layer) {
      return activate(layer.activation(), connect(node, input));
    }

    @Override
    public Value visit(Dropout layer) {
      return input; // Dropout is the identity when classifying.
    }

    @Override
    public Value visit(Residual layer) {
      Value sum = sum(node, apply(node.body(), input), apply(node.shortcut(), input));
      return activate(layer.activation(), sum);
    }
  }

  private Value convolve(Node node, Convolution layer, Value input) {
    return add(
        node("Conv", node.name())
            .addAttribute(Messages.attribute("kernel_shape", 2, layer.kernel()))
            .addAttribute(Messages.attribute("strides", 2, layer.stride()))
            .addAttribute(Messages.attribute("pads", 4, layer.margin())),
        image(node, input),
        parameters(node));
  }

  private Value normalize(Node node, BatchNormalization layer, Value input) {
    return add(
        node("BatchNormalization", node.name())
            .addAttribute(Messages.attribute("epsilon", (float) layer.epsilon())),
        image(node, input),
        parameters(node));
  }

  private Value pool(Node node, MaxPooling layer, Value input) {
    return add(
        node("MaxPool", node.name())
            .addAttribute(Messages.attribute("kernel_shape", 2, layer.size()))
            .addAttribute(Messages.attribute("strides", 2, layer.stride())),
        image(node, input));
  }

  private Value connect(Node node, Value input) {
    return add(
        node("Gemm", node.name()).addAttribute(Messages.attribute("transB", 1L)),
        flat(node, input),
        parameters(node));
  }

  private Value sum(Node node, Value one, Value other) {
    boolean alike = one.flat() == other.flat();
    return add(
        node("Add", node.name()),
        alike ? one : image(node, one),
        (alike ? other : image(node, other)).name());
  }

  private Value activate(Activation activation, Value value) {
    NodeProto.Builder node = NodeProto.newBuilder();
    switch (activation) {
      case IDENTITY -> {
        return value;
      }
      case RELU -> node.setOpType("Relu");
      case LEAKY_RELU ->
          node.setOpType("LeakyRelu").addAttribute(Messages.attribute("alpha", 0.01f));
      case ELU -> node.setOpType("Elu");
      case TANH -> node.setOpType("Tanh");
      case SIGMOID -> node.setOpType("Sigmoid");
    }
    return add(node.setName(value.name() + "." + activation.notation()), value);
  }

  /** Returns a value as [batch, channel, row, column]; adds a node if it is flat. */
  private Value image(Node node, Value value) {
    if (!value.flat()) {
      return value;
    }
    if (graph.getInitializerList().stream().noneMatch(c -> c.getName().equals(PIXEL_AXES))) {
      graph.addInitializer(Messages.constant(PIXEL_AXES, 2, 3));
    }
    Value image = add(node("Unsqueeze", node.name() + ".image"), value, PIXEL_AXES);
    return new Value(image.name(), false);
  }

  /** Returns a value as [batch, value]; adds a node if it is not flat. */
  private Value flat(Node node, Value value) {
    return value.flat()
        ? value
        : new Value(add(node("Flatten", node.name() + ".flat"), value).name(), true);
  }

  private static NodeProto.Builder node(String operator, String name) {
    return NodeProto.newBuilder().setOpType(operator).setName(name);
  }

  private static String[] parameters(Node node) {
    return node.parameters().stream().map(Parameter::name).toArray(String[]::new);
  }

  private Value add(NodeProto.Builder node, Value input, String... others) {
    graph.addNode(
        node.addInput(input.name()).addAllInput(List.of(others)).addOutput(node.getName()));
    return new Value(node.getName(), input.flat());
  }

  private Tensor tensor(Parameter parameter) {
    return Objects.requireNonNull(tensors.get(parameter.name()), parameter.name());
  }
}
