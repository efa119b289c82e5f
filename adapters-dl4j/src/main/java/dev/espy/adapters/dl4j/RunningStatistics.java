package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** The mean and the variance that a normalization gathers while learning, of each channel. */
final class RunningStatistics {

  private final FloatBuffer mean;
  private final FloatBuffer variance;
  private final double momentum;

  RunningStatistics(Weights weights, Node node, BatchNormalization layer) {
    int channels = node.input().channels();
    mean = Buffers.floats(weights.statistics(node.name() + ".running_mean"), 0, channels);
    variance = Buffers.floats(weights.statistics(node.name() + ".running_var"), 0, channels);
    momentum = layer.momentum();
  }

  int channels() {
    return mean.limit();
  }

  float mean(int channel) {
    return mean.get(channel);
  }

  float variance(int channel) {
    return variance.get(channel);
  }

  /**
   * Takes in a batch.
   *
   * @param batchVariance the mean squared distance from the mean
   * @param values of how many values; of one there is no unbiased variance
   */
  void gather(int channel, double batchMean, double batchVariance, long values) {
    double unbiased = batchVariance * values / Math.max(1, values - 1);
    float oldMean = mean(channel);
    float oldVariance = variance(channel);
    mean.put(channel, oldMean + (float) (momentum * (batchMean - oldMean)));
    variance.put(channel, oldVariance + (float) (momentum * (unbiased - oldVariance)));
  }

  void gather(FloatPointer means, FloatPointer variances, long values) {
    for (int channel = 0; channel < channels(); channel++) {
      gather(channel, means.get(channel), variances.get(channel), values);
    }
  }

  void copyTo(FloatPointer means, FloatPointer variances) {
    for (int channel = 0; channel < channels(); channel++) {
      means.put(channel, mean(channel));
      variances.put(channel, variance(channel));
    }
  }
}
