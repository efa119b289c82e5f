package dev.espy.domain.fake;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** The statistics of a batch's normalizations, gathered from its micro-batches. */
final class ReferenceStatistics {

  /**
   * Sums over the values of each channel.
   *
   * @param values number of values per channel
   */
  private record Sums(double[] values, double[] sums, double[] squares) {
    Sums(int channels) {
      this(new double[channels], new double[channels], new double[channels]);
    }
  }

  private final Map<Node, Sums> normalizations = new LinkedHashMap<>();

  /**
   * Adds the statistics of one channel in one micro-batch.
   *
   * @param node the normalization
   * @param channel the index of the channel
   * @param microBatch number of images in the micro-batch
   * @param mean the mean of the channel's values
   * @param variance the mean squared distance from that mean
   */
  void add(Node node, int channel, int microBatch, double mean, double variance) {
    Sums sums = normalizations.computeIfAbsent(node, key -> new Sums(node.input().channels()));
    int values = microBatch * node.input().height() * node.input().width();
    sums.values()[channel] += values;
    sums.sums()[channel] += values * mean;
    sums.squares()[channel] += values * (variance + mean * mean);
  }

  /**
   * Updates the running statistics.
   *
   * @param tensors the tensors of the network by name, changed
   */
  void update(Map<String, Tensor> tensors) {
    normalizations.forEach(
        (node, sums) -> {
          double momentum = ((BatchNormalization) node.layer()).momentum();
          float[] means = Forward.values(tensors, node.name() + ".running_mean");
          float[] variances = Forward.values(tensors, node.name() + ".running_var");
          for (int channel = 0; channel < means.length; channel++) {
            double values = sums.values()[channel];
            double mean = sums.sums()[channel] / values;
            double squares = sums.squares()[channel] - values * mean * mean;
            // One value has no unbiased variance.
            double variance = squares / Math.max(1, values - 1);
            means[channel] += (float) (momentum * (mean - means[channel]));
            variances[channel] += (float) (momentum * (variance - variances[channel]));
          }
        });
  }
}
