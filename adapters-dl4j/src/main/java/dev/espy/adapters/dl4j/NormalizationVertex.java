package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalization, in Java: two passes over the values each way, sums in double precision.
 * ND4J's takes more passes, and sums in floats, which makes its gradients wrong in the third digit.
 */
final class NormalizationVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient BatchNormalization layer;
  private final transient Activating activating;
  private final INDArray shift = value("bias");
  private final transient RunningStatistics statistics;
  private final double[] mean;

  /** One over the standard deviation. */
  private final double[] precision;

  NormalizationVertex(
      ComputationGraph graph,
      Node node,
      int index,
      Weights weights,
      BatchNormalization layer,
      Activating activating) {
    super(graph, node, index, weights);
    this.layer = layer;
    this.activating = activating;
    this.statistics = new RunningStatistics(weights, node, layer);
    this.mean = new double[statistics.channels()];
    this.precision = new double[statistics.channels()];
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    channels()
        .forEach(
            channel -> {
              double center = statistics.mean(channel);
              double scale = 1 / Math.sqrt(statistics.variance(channel) + layer.epsilon());
              if (learning) {
                gather(input, channel);
                center = mean[channel];
                scale = precision[channel];
              }
              scale *= weight.getFloat(channel);
              normalize(input, output, channel, scale, shift.getFloat(channel) - center * scale);
            });
    activating.forward(output, learning);
    return output;
  }

  private void gather(INDArray input, int channel) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (int image = 0; image < input.size(0); image++) {
      FloatBuffer x = plane(input, image, channel);
      for (int i = 0; i < x.limit(); i++) {
        double value = x.get(i);
        sum += value;
        squares += value * value;
      }
      count += x.limit();
    }
    double average = sum / count;
    double variance = Math.max(0, squares / count - average * average);
    mean[channel] = average;
    precision[channel] = 1 / Math.sqrt(variance + layer.epsilon());
    statistics.gather(channel, average, variance, count);
  }

  private void normalize(
      INDArray input, INDArray output, int channel, double scale, double offset) {
    for (int image = 0; image < input.size(0); image++) {
      FloatBuffer x = plane(input, image, channel);
      FloatBuffer y = plane(output, image, channel);
      for (int i = 0; i < x.limit(); i++) {
        y.put(i, (float) (x.get(i) * scale + offset));
      }
    }
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    activating.backward(error);
    INDArray weightGradient = gradient("weight");
    INDArray shiftGradient = gradient("bias");
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    channels()
        .forEach(
            channel -> {
              double errors = 0;
              double products = 0;
              long count = 0;
              for (int image = 0; image < input.size(0); image++) {
                FloatBuffer x = plane(input, image, channel);
                FloatBuffer e = plane(error, image, channel);
                for (int i = 0; i < x.limit(); i++) {
                  errors += e.get(i);
                  products += e.get(i) * (x.get(i) - mean[channel]);
                }
                count += x.limit();
              }
              products *= precision[channel];
              weightGradient.putScalar(channel, (float) products);
              shiftGradient.putScalar(channel, (float) errors);
              double scale = weight.getFloat(channel) * precision[channel];
              double slope = -scale * precision[channel] * products / count;
              double offset = -scale * errors / count - slope * mean[channel];
              for (int image = 0; image < input.size(0); image++) {
                FloatBuffer x = plane(input, image, channel);
                FloatBuffer e = plane(error, image, channel);
                FloatBuffer d = plane(inputGradient, image, channel);
                for (int i = 0; i < x.limit(); i++) {
                  d.put(i, (float) (scale * e.get(i) + slope * x.get(i) + offset));
                }
              }
            });
    return inputGradient;
  }

  private IntStream channels() {
    return IntStream.range(0, mean.length).parallel();
  }

  private FloatBuffer plane(INDArray array, int image, int channel) {
    long size = (long) node.input().height() * node.input().width();
    long start = ((long) image * mean.length + channel) * size;
    return Buffers.floats(array, start, start + size);
  }
}
