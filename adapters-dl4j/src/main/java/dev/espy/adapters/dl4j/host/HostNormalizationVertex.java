package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.CurrentPart;
import dev.espy.adapters.dl4j.graph.InPlaceActivation;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.graph.WeightedVertex;
import dev.espy.adapters.dl4j.graph.WorkerState;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import dev.espy.adapters.dl4j.tensors.RunningStatistics;
import dev.espy.domain.network.Layer.BatchNormalization;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalization: two passes over the values in each direction, sums in double precision.
 * ND4J's operation takes more passes and sums floats, which makes its gradients wrong in the third
 * digit.
 */
final class HostNormalizationVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient BatchNormalization layer;
  private final transient InPlaceActivation activation;
  private final INDArray shift = value("bias");
  private final transient CurrentPart part;
  private final transient RunningStatistics statistics;

  /** Mean of the last micro-batch, per channel. */
  private final double[] mean;

  /** 1 / standard deviation of the last micro-batch, per channel. */
  private final double[] inverseDeviation;

  HostNormalizationVertex(
      VertexSlot slot, WorkerState state, BatchNormalization layer, InPlaceActivation activation) {
    super(slot, state);
    this.layer = layer;
    this.activation = activation;
    this.part = state.part();
    this.statistics = state.weights().running(node, layer);
    this.mean = new double[statistics.channels()];
    this.inverseDeviation = new double[statistics.channels()];
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    float[] means = new float[mean.length];
    float[] variances = new float[mean.length];
    channels()
        .forEach(
            channel -> {
              double center = statistics.mean(channel);
              double scale = 1 / Math.sqrt(statistics.variance(channel) + layer.epsilon());
              if (training) {
                computeStatistics(input, channel, means, variances);
                center = mean[channel];
                scale = inverseDeviation[channel];
              }
              scale *= weight.getFloat(channel);
              normalize(input, output, channel, scale, shift.getFloat(channel) - center * scale);
            });
    if (training) {
      statistics.record(part.index(), means, variances, input.length() / mean.length);
    }
    activation.forward(output, training);
    return output;
  }

  private void computeStatistics(INDArray input, int channel, float[] means, float[] variances) {
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
    inverseDeviation[channel] = 1 / Math.sqrt(variance + layer.epsilon());
    means[channel] = (float) average;
    variances[channel] = (float) variance;
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
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    activation.backward(outputGradient);
    INDArray weightGradient = gradient("weight");
    INDArray shiftGradient = gradient("bias");
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    channels()
        .forEach(
            channel -> {
              double sum = 0;
              double products = 0;
              long count = 0;
              for (int image = 0; image < input.size(0); image++) {
                FloatBuffer x = plane(input, image, channel);
                FloatBuffer dy = plane(outputGradient, image, channel);
                for (int i = 0; i < x.limit(); i++) {
                  sum += dy.get(i);
                  products += dy.get(i) * (x.get(i) - mean[channel]);
                }
                count += x.limit();
              }
              products *= inverseDeviation[channel];
              weightGradient.putScalar(channel, (float) products);
              shiftGradient.putScalar(channel, (float) sum);
              double scale = weight.getFloat(channel) * inverseDeviation[channel];
              double slope = -scale * inverseDeviation[channel] * products / count;
              double offset = -scale * sum / count - slope * mean[channel];
              for (int image = 0; image < input.size(0); image++) {
                FloatBuffer x = plane(input, image, channel);
                FloatBuffer dy = plane(outputGradient, image, channel);
                FloatBuffer dx = plane(inputGradient, image, channel);
                for (int i = 0; i < x.limit(); i++) {
                  dx.put(i, (float) (scale * dy.get(i) + slope * x.get(i) + offset));
                }
              }
            });
    return inputGradient;
  }

  private IntStream channels() {
    return IntStream.range(0, mean.length);
  }

  private FloatBuffer plane(INDArray array, int image, int channel) {
    long size = (long) node.input().height() * node.input().width();
    long start = ((long) image * mean.length + channel) * size;
    return NativeArrays.floats(array, start, start + size);
  }
}
