package dev.espy.adapters.dl4j.tensors;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** The running mean and variance of one batch normalization, per channel, in host memory. */
public final class RunningStatistics {

  private final FloatBuffer mean;
  private final FloatBuffer variance;
  private final double momentum;

  /**
   * Returns a view of a normalization's statistics.
   *
   * @param weights the network's tensors; updates change them
   * @param node the layer in its place
   * @param layer the layer's settings
   */
  public RunningStatistics(Weights weights, Node node, BatchNormalization layer) {
    int channels = node.input().channels();
    mean = NativeArrays.floats(weights.statistics(node.name() + ".running_mean"), 0, channels);
    variance = NativeArrays.floats(weights.statistics(node.name() + ".running_var"), 0, channels);
    momentum = layer.momentum();
  }

  /** Returns the number of channels. */
  public int channels() {
    return mean.limit();
  }

  /** Returns a channel's running mean. */
  public float mean(int channel) {
    return mean.get(channel);
  }

  /** Returns a channel's running variance. */
  public float variance(int channel) {
    return variance.get(channel);
  }

  /**
   * Updates one channel with the statistics of a batch.
   *
   * @param batchMean mean of the channel's values
   * @param batchVariance mean squared distance from that mean
   * @param values number of values, positive; one value has no unbiased variance and counts as 0
   */
  public void update(int channel, double batchMean, double batchVariance, long values) {
    double unbiased = batchVariance * values / Math.max(1, values - 1);
    float oldMean = mean(channel);
    float oldVariance = variance(channel);
    mean.put(channel, oldMean + (float) (momentum * (batchMean - oldMean)));
    variance.put(channel, oldVariance + (float) (momentum * (unbiased - oldVariance)));
  }

  /**
   * Updates all channels with the statistics of a batch.
   *
   * @param means mean of each channel
   * @param variances biased variance of each channel
   * @param values number of values per channel, positive
   */
  public void update(FloatPointer means, FloatPointer variances, long values) {
    for (int channel = 0; channel < channels(); channel++) {
      update(channel, means.get(channel), variances.get(channel), values);
    }
  }

  /** Copies the statistics of all channels to native memory. */
  public void copyTo(FloatPointer means, FloatPointer variances) {
    for (int channel = 0; channel < channels(); channel++) {
      means.put(channel, mean(channel));
      variances.put(channel, variance(channel));
    }
  }
}
