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
 * An architecture applied to an input shape and a number of labels: what an engine builds, what a
 * model file is checked against, and what {@code inspect} prints.
 *
 * @param input shape of one image
 * @param nodes the layers in order, the last one being the output layer: dense, one unit a label,
 *     identity as its activation; the softmax belongs to the loss and to classifying
 */
public record Network(Shape input, List<Node> nodes) {

  /**
   * The most parameters a network may have; beyond, the description is surely a mistake, and the
   * arrays of some engines cannot hold them.
   */
  public static final long MAXIMUM_PARAMETERS = 500_000_000;

  /**
   * A layer in its place.
   *
   * @param name its kind and the how manieth of that kind it is: {@code conv1}, {@code pool1}; a
   *     layer in a residual block has the block's name in front, {@code block1.conv1}, one of its
   *     projection {@code block1.shortcut.conv1}; the output layer is {@code output}
   * @param layer what it is
   * @param input the shape it takes
   * @param output the shape it gives
   * @param parameters its tensors, without those of layers inside it
   * @param body a residual block's layers; for others empty
   * @param shortcut what a residual block's input goes through before it is added; empty where it
   *     is added as it is, and for others
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

    /** Returns its tensors and those of the layers inside it, in the order of their storage. */
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
   * Applies an architecture.
   *
   * @param architecture the hidden layers
   * @param input shape of one image
   * @param labels number of labels, at least 1
   * @throws BadModelException if a layer does not fit what comes before it, or all is too large
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

  /** Returns all tensors in the order of the layers. */
  public List<Parameter> parameters() {
    return nodes.stream().flatMap(node -> node.allParameters().stream()).toList();
  }

  /** Returns the tensors that the optimiser changes, running statistics left out. */
  public List<Parameter> learned() {
    return parameters().stream().filter(parameter -> parameter.role().learned()).toList();
  }

  /** Returns how many numbers the network learns, running statistics left out. */
  public long parameterCount() {
    return learned().stream().mapToLong(Parameter::size).reduce(0, Network::saturatedSum);
  }

  /**
   * Returns how many values the layer with the most of them takes and gives for one image: what an
   * engine has in memory at once, at the least.
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
   * Checks that tensors are those of this network: each parameter with its shape, and nothing else.
   *
   * @throws BadModelException naming the first that is missing, unknown or of another shape
   */
  public void check(Map<String, Tensor> tensors) {
    check(parameters(), tensors, "belongs to no layer");
  }

  /** Checks that tensors are those expected; {@code unknown} is what any other one is. */
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
        // The body first, so that a layer in it that does not fit is named itself.
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
