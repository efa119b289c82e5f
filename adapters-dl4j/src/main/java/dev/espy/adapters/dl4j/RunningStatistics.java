package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import org.bytedeco.javacpp.FloatPointer;

/** The mean and the variance that a normalization gathers while learning, of each channel. */
final class RunningStatistics {

  private final float[] mean;
  private final float[] variance;
  private final double momentum;

  RunningStatistics(Weights weights, Node node, BatchNormalization layer) {
    mean = weights.statistics(node.name() + ".running_mean");
    variance = weights.statistics(node.name() + ".running_var");
    momentum = layer.momentum();
  }

  int channels() {
    return mean.length;
  }

  float mean(int channel) {
    return mean[channel];
  }

  float variance(int channel) {
    return variance[channel];
  }

  /**
   * Takes in a batch.
   *
   * @param batchVariance the mean squared distance from the mean
   * @param values of how many values; of one there is no unbiased variance
   */
  void gather(int channel, double batchMean, double batchVariance, long values) {
    double unbiased = batchVariance * values / Math.max(1, values - 1);
    mean[channel] += (float) (momentum * (batchMean - mean[channel]));
    variance[channel] += (float) (momentum * (unbiased - variance[channel]));
  }

  void gather(FloatPointer means, FloatPointer variances, long values) {
    for (int channel = 0; channel < mean.length; channel++) {
      gather(channel, means.get(channel), variances.get(channel), values);
    }
  }

  void copyTo(FloatPointer means, FloatPointer variances) {
    means.put(mean);
    variances.put(variance);
  }
}
