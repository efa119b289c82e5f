package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An architecture applied to an input shape and a number of labels. Engines build networks from it,
 * model files are checked against it, and {@code inspect} prints it.
 *
 * @param input shape of one image
 * @param nodes the layers in order; the last one is the output layer: dense, one unit for each
 *     label, activation identity; the loss and the classifiers apply the softmax
 */
public record Network(Shape input, List<Node> nodes) {

  /**
   * The largest number of parameters of a network. A larger one is surely a mistake, and does not
   * fit into the arrays of some engines.
   */
  public static final long MAXIMUM_PARAMETERS = 500_000_000;

  /**
   * A layer in its place in a network.
   *
   * @param name the layer's kind and its 1-based index among layers of that kind, such as {@code
   *     conv1}; the name of a layer in a residual block starts with the block's name, as in {@code
   *     block1.conv1} or, in its projection, {@code block1.shortcut.conv1}; the output layer is
   *     {@code output}
   * @param layer the layer's settings
   * @param input the shape of the input
   * @param output the shape of the output
   * @param parameters the layer's parameters, without those of inner layers
   * @param body the inner layers of a residual block; empty for other layers
   * @param shortcut the projection of a residual block's input; empty if the input is added
   *     unchanged, and for other layers
   */
  public record Node(
      String name,
      Layer layer,
      Shape input,
      Shape output,
      List<Parameter> parameters,
      List<Node> body,
      List<Node> shortcut) {

    /** Copies the lists. */
    public Node {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
    }

    /** Returns the parameters of this layer and of its inner layers, in the order of storage. */
    public List<Parameter> allParameters() {
      return Stream.of(
              parameters.stream(),
              body.stream().flatMap(node -> node.allParameters().stream()),
              shortcut.stream().flatMap(node -> node.allParameters().stream()))
          .flatMap(Function.identity())
          .toList();
    }
  }

  /** Copies the list. */
  public Network {
    nodes = List.copyOf(nodes);
  }

  /**
   * Returns the network of an architecture.
   *
   * @param architecture the hidden layers
   * @param input shape of one image
   * @param labels number of labels, at least 1
   * @throws BadModelException if a layer does not fit the output of the previous one, or the
   *     network is too large
   */
  public static Network of(Architecture architecture, Shape input, int labels) {
    List<Node> nodes = new ArrayList<>(place("", architecture.layers(), input));
    Shape last = nodes.isEmpty() ? input : nodes.get(nodes.size() - 1).output();
    nodes.add(place("output", new Dense(labels, Activation.IDENTITY), last));
    Network network = new Network(input, nodes);
    long parameters = network.parameterCount();
    if (parameters > MAXIMUM_PARAMETERS) {
      throw new BadModelException(
          String.format(
              Locale.ROOT,
              "the network would have %,d parameters for images of %s; use a smaller image size, or more pooling before the first dense layer",
              parameters,
              input.describe()));
    }
    return network;
  }

  /** Returns all parameters in the order of the layers. */
  public List<Parameter> parameters() {
    return nodes.stream().flatMap(node -> node.allParameters().stream()).toList();
  }

  /** Returns the parameters that the optimiser changes, which excludes running statistics. */
  public List<Parameter> learned() {
    return parameters().stream().filter(parameter -> parameter.role().learned()).toList();
  }

  /** Returns the number of learned values, which excludes running statistics. */
  public long parameterCount() {
    return learned().stream().mapToLong(Parameter::size).reduce(0, Network::saturatedSum);
  }

  /**
   * Returns the largest number of input and output values of one layer for one image: the least
   * that an engine holds in memory at once.
   */
  public long valuesOfLargestLayer() {
    return nodes.stream().mapToLong(Network::values).max().orElseThrow();
  }

  private static long values(Node node) {
    return Stream.of(node.body(), node.shortcut())
        .flatMap(List::stream)
        .mapToLong(Network::values)
        .reduce((long) node.input().size() + node.output().size(), Math::max);
  }

  /** Returns the number of labels. */
  public int labels() {
    return nodes.get(nodes.size() - 1).output().channels();
  }

  /**
   * Checks that tensors match this network: one for each parameter, with its shape, and no others.
   *
   * @throws BadModelException naming the first tensor that is missing, unknown or of another shape
   */
  public void check(Map<String, Tensor> tensors) {
    check(parameters(), tensors, "belongs to no layer");
  }

  /**
   * Checks that tensors match parameters. The message for any other tensor ends with {@code
   * unknown}.
   */
  static void check(List<Parameter> expected, Map<String, Tensor> tensors, String unknown) {
    Set<String> known = new HashSet<>();
    for (Parameter parameter : expected) {
      known.add(parameter.name());
      Tensor tensor = tensors.get(parameter.name());
      if (tensor == null) {
        throw new BadModelException("tensor '" + parameter.name() + "' is missing");
      }
      if (!Arrays.stream(tensor.shape()).boxed().toList().equals(parameter.shape())) {
        throw new BadModelException(
            "tensor '%s' has shape %s, not %s"
                .formatted(parameter.name(), tensor, parameter.shape()));
      }
    }
    for (String name : tensors.keySet()) {
      if (!known.contains(name)) {
        throw new BadModelException("tensor '" + name + "' " + unknown);
      }
    }
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static List<Node> place(String prefix, List<Layer> layers, Shape input) {
    List<Node> nodes = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    Shape shape = input;
    for (Layer layer : layers) {
      String name = prefix + layer.kind() + counts.merge(layer.kind(), 1, Integer::sum);
      Node node = place(name, layer, shape);
      nodes.add(node);
      shape = node.output();
    }
    return nodes;
  }

  private static Node place(String name, Layer layer, Shape input) {
    try {
      List<Node> body = List.of();
      List<Node> shortcut = List.of();
      if (layer instanceof Residual residual) {
        // The body first, so that the message names the inner layer that does not fit.
        body = place(name + ".", residual.layers(), input);
        shortcut = place(name + ".shortcut.", residual.shortcut(input), input);
      }
      return new Node(
          name, layer, input, layer.output(input), layer.parameters(name, input), body, shortcut);
    } catch (IllegalArgumentException e) {
      throw new BadModelException("layer " + name + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new BadModelException(
          "layer " + name + ": its numbers are too large; make them smaller", e);
    }
  }
}
