package dev.espy.domain.fake;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statistics of a batch's normalizations: those of its micro-batches, weighted by their images.
 */
final class ReferenceStatistics {

  /** The sums over the images. */
  private record Sums(double[] means, double[] variances) {}

  private final Map<Node, Sums> normalizations = new LinkedHashMap<>();
  private final int images;

  /**
   * @param images number of images in the batch
   */
  ReferenceStatistics(int images) {
    this.images = images;
  }

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
    int channels = node.input().channels();
    Sums sums =
        normalizations.computeIfAbsent(
            node, key -> new Sums(new double[channels], new double[channels]));
    int values = microBatch * node.input().height() * node.input().width();
    // One value has no unbiased variance.
    double unbiased = values == 1 ? variance : variance * values / (values - 1);
    sums.means()[channel] += microBatch * mean;
    sums.variances()[channel] += microBatch * unbiased;
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
          update(Forward.values(tensors, node.name() + ".running_mean"), sums.means(), momentum);
          update(Forward.values(tensors, node.name() + ".running_var"), sums.variances(), momentum);
        });
  }

  private void update(float[] values, double[] sums, double momentum) {
    for (int channel = 0; channel < values.length; channel++) {
      values[channel] += (float) (momentum * (sums[channel] / images - values[channel]));
    }
  }
}
