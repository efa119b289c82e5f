package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
   * @param name its kind and the how manieth of that kind it is: {@code conv1}, {@code pool1},
   *     {@code dense1}; the output layer is {@code output}
   * @param layer what it is
   * @param input the shape it takes
   * @param output the shape it gives
   * @param parameters what it learns, weight before bias
   */
  public record Node(
      String name, Layer layer, Shape input, Shape output, List<Parameter> parameters) {

    /** Copies the list. */
    public Node {
      parameters = List.copyOf(parameters);
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
    List<Node> nodes = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    Shape shape = input;
    for (Layer layer : architecture.layers()) {
      String kind = kind(layer);
      String name = kind + counts.merge(kind, 1, Integer::sum);
      Node node = place(name, layer, shape);
      nodes.add(node);
      shape = node.output();
    }
    nodes.add(place("output", new Dense(labels, Activation.IDENTITY), shape));
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
    return nodes.stream().flatMap(node -> node.parameters().stream()).toList();
  }

  /** Returns how many numbers the network learns. */
  public long parameterCount() {
    return parameters().stream().mapToLong(Parameter::size).reduce(0, Network::saturatedSum);
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
    Set<String> known = new HashSet<>();
    for (Parameter parameter : parameters()) {
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
        throw new BadModelException("tensor '" + name + "' belongs to no layer");
      }
    }
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static String kind(Layer layer) {
    if (layer instanceof Convolution) {
      return "conv";
    } else if (layer instanceof MaxPooling) {
      return "pool";
    } else if (layer instanceof Dense) {
      return "dense";
    } else {
      return "dropout";
    }
  }

  private static Node place(String name, Layer layer, Shape in) {
    try {
      if (layer instanceof Convolution convolution) {
        int padding = convolution.padding() == Padding.SAME ? (convolution.kernel() - 1) / 2 : 0;
        int kernel = convolution.kernel();
        Shape out =
            new Shape(
                convolution.filters(),
                slide(name, Math.addExact(in.height(), 2 * padding), kernel, convolution.stride()),
                slide(name, Math.addExact(in.width(), 2 * padding), kernel, convolution.stride()));
        return new Node(
            name,
            layer,
            in,
            out,
            weightAndBias(name, List.of(convolution.filters(), in.channels(), kernel, kernel)));
      } else if (layer instanceof MaxPooling pooling) {
        Shape out =
            new Shape(
                in.channels(),
                slide(name, in.height(), pooling.size(), pooling.stride()),
                slide(name, in.width(), pooling.size(), pooling.stride()));
        return new Node(name, layer, in, out, List.of());
      } else if (layer instanceof Dense dense) {
        Shape out = Shape.vector(dense.units());
        return new Node(
            name, layer, in, out, weightAndBias(name, List.of(dense.units(), in.size())));
      } else if (layer instanceof Dropout) {
        return new Node(name, layer, in, in, List.of());
      }
      throw new IllegalStateException("unknown layer " + layer);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadModelException("layer " + name + " is too large; make its numbers smaller", e);
    }
  }

  private static List<Parameter> weightAndBias(String name, List<Integer> weight) {
    return List.of(
        new Parameter(name + ".weight", weight),
        new Parameter(name + ".bias", List.of(weight.get(0))));
  }

  private static int slide(String name, int from, int window, int stride) {
    if (window > from) {
      throw new BadModelException(
          "layer %s has a window of %d, but only %d pixels are left there; use a larger image size or fewer layers before it"
              .formatted(name, window, from));
    }
    return (from - window) / stride + 1;
  }
}
