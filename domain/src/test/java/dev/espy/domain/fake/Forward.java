package dev.espy.domain.fake;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The output of each kind of layer for one image, computed in a simple way in double precision. */
final class Forward {

  private Forward() {}

  /** Returns an image of a batch as a network's input. */
  static double[] input(Batch batch, int image, Preprocessing preprocessing) {
    int size = batch.shape().size();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      double value = (batch.pixels()[image * size + i] & 0xFF) / 255.0;
      values[i] = (value - preprocessing.mean()) / preprocessing.deviation();
    }
    return values;
  }

  /** Returns the output of a layer in inference. */
  static double[] apply(Node node, double[] input, Map<String, Tensor> tensors) {
    Layer layer = node.layer();
    if (layer instanceof Convolution convolution) {
      return convolve(node, convolution, input, tensors);
    } else if (layer instanceof MaxPooling pooling) {
      return pool(node, pooling, input);
    } else if (layer instanceof Dense dense) {
      return connect(node, dense, input, tensors);
    } else if (layer instanceof BatchNormalization normalization) {
      return normalize(node, normalization, input, tensors);
    } else if (layer instanceof GlobalAveragePooling) {
      return means(node.input(), input);
    } else if (layer instanceof Residual residual) {
      return sum(
          residual.activation(),
          apply(node.body(), input, tensors),
          apply(node.shortcut(), input, tensors));
    } else if (layer instanceof Dropout) {
      return input;
    }
    throw new IllegalArgumentException("unknown layer " + layer);
  }

  /** Returns the output of a sequence of layers; without layers, the input itself. */
  static double[] apply(List<Node> nodes, double[] input, Map<String, Tensor> tensors) {
    double[] values = input;
    for (Node node : nodes) {
      values = apply(node, values, tensors);
    }
    return values;
  }

  /**
   * Returns the outputs of a sequence of layers for a micro-batch in training, without dropout.
   * Normalizations use the mean and variance of the micro-batch, and add them to the statistics.
   */
  static double[][] learn(
      List<Node> nodes,
      double[][] images,
      Map<String, Tensor> tensors,
      ReferenceStatistics statistics) {
    double[][] values = images;
    for (Node node : nodes) {
      if (node.layer() instanceof BatchNormalization normalization) {
        values = normalizeBatch(node, normalization, values, tensors, statistics);
      } else if (node.layer() instanceof Residual residual) {
        double[][] sums = learn(node.body(), values, tensors, statistics);
        double[][] added = learn(node.shortcut(), values, tensors, statistics);
        values = new double[images.length][];
        for (int i = 0; i < images.length; i++) {
          values[i] = sum(residual.activation(), sums[i], added[i]);
        }
      } else {
        values = Arrays.stream(values).map(v -> apply(node, v, tensors)).toArray(double[][]::new);
      }
    }
    return values;
  }

  private static double[] sum(Activation activation, double[] first, double[] second) {
    double[] sum = new double[first.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = activate(activation, first[i] + second[i]);
    }
    return sum;
  }

  private static double[][] normalizeBatch(
      Node node,
      BatchNormalization layer,
      double[][] input,
      Map<String, Tensor> tensors,
      ReferenceStatistics statistics) {
    float[] scale = values(tensors, node.name() + ".weight");
    float[] shift = values(tensors, node.name() + ".bias");
    int plane = node.input().height() * node.input().width();
    double[][] output = new double[input.length][node.input().size()];
    for (int channel = 0; channel < scale.length; channel++) {
      double mean = 0;
      for (double[] image : input) {
        for (int i = channel * plane; i < (channel + 1) * plane; i++) {
          mean += image[i] / plane / input.length;
        }
      }
      double variance = 0;
      for (double[] image : input) {
        for (int i = channel * plane; i < (channel + 1) * plane; i++) {
          variance += (image[i] - mean) * (image[i] - mean) / plane / input.length;
        }
      }
      statistics.add(node, channel, input.length, mean, variance);
      double factor = scale[channel] / Math.sqrt(variance + layer.epsilon());
      for (int image = 0; image < input.length; image++) {
        for (int i = channel * plane; i < (channel + 1) * plane; i++) {
          double value = (input[image][i] - mean) * factor + shift[channel];
          output[image][i] = activate(layer.activation(), value);
        }
      }
    }
    return output;
  }

  private static double[] normalize(
      Node node, BatchNormalization layer, double[] input, Map<String, Tensor> tensors) {
    float[] scale = values(tensors, node.name() + ".weight");
    float[] shift = values(tensors, node.name() + ".bias");
    float[] mean = values(tensors, node.name() + ".running_mean");
    float[] variance = values(tensors, node.name() + ".running_var");
    int plane = node.input().height() * node.input().width();
    double[] output = new double[input.length];
    for (int i = 0; i < output.length; i++) {
      int channel = i / plane;
      double normal = (input[i] - mean[channel]) / Math.sqrt(variance[channel] + layer.epsilon());
      output[i] = activate(layer.activation(), normal * scale[channel] + shift[channel]);
    }
    return output;
  }

  private static double[] means(Shape in, double[] input) {
    int plane = in.height() * in.width();
    double[] means = new double[in.channels()];
    for (int i = 0; i < input.length; i++) {
      means[i / plane] += input[i] / plane;
    }
    return means;
  }

  private static double[] convolve(
      Node node, Convolution layer, double[] input, Map<String, Tensor> tensors) {
    Shape in = node.input();
    Shape out = node.output();
    float[] weight = values(tensors, node.name() + ".weight");
    float[] bias =
        layer.bias() ? values(tensors, node.name() + ".bias") : new float[layer.filters()];
    int kernel = layer.kernel();
    int padding = layer.margin();
    double[] output = new double[out.size()];
    for (int i = 0; i < output.length; i++) {
      int filter = i / (out.height() * out.width());
      int top = i / out.width() % out.height() * layer.stride() - padding;
      int left = i % out.width() * layer.stride() - padding;
      double sum = bias[filter];
      for (int channel = 0; channel < in.channels(); channel++) {
        for (int y = Math.max(0, top); y < Math.min(top + kernel, in.height()); y++) {
          for (int x = Math.max(0, left); x < Math.min(left + kernel, in.width()); x++) {
            int window = (filter * in.channels() + channel) * kernel + y - top;
            sum +=
                input[(channel * in.height() + y) * in.width() + x]
                    * weight[window * kernel + x - left];
          }
        }
      }
      output[i] = activate(layer.activation(), sum);
    }
    return output;
  }

  private static double[] pool(Node node, MaxPooling layer, double[] input) {
    Shape in = node.input();
    Shape out = node.output();
    double[] output = new double[out.size()];
    for (int i = 0; i < output.length; i++) {
      int channel = i / (out.height() * out.width());
      int top = i / out.width() % out.height() * layer.stride();
      int left = i % out.width() * layer.stride();
      double max = Double.NEGATIVE_INFINITY;
      for (int y = top; y < top + layer.size(); y++) {
        for (int x = left; x < left + layer.size(); x++) {
          max = Math.max(max, input[(channel * in.height() + y) * in.width() + x]);
        }
      }
      output[i] = max;
    }
    return output;
  }

  private static double[] connect(
      Node node, Dense layer, double[] input, Map<String, Tensor> tensors) {
    float[] weight = values(tensors, node.name() + ".weight");
    float[] bias = values(tensors, node.name() + ".bias");
    double[] output = new double[layer.units()];
    for (int unit = 0; unit < output.length; unit++) {
      double sum = bias[unit];
      for (int i = 0; i < input.length; i++) {
        sum += input[i] * weight[unit * input.length + i];
      }
      output[unit] = activate(layer.activation(), sum);
    }
    return output;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x < 0 ? 0.01 * x : x;
      case ELU -> x < 0 ? Math.expm1(x) : x;
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
    };
  }

  static float[] values(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.values();
  }
}
