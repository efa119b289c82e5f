package dev.espy.domain.fake;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.MicroBatches;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.port.Classifier;
import java.util.List;
import java.util.Map;

/** Classifies images one by one. */
class ReferenceClassifier implements Classifier {

  final Network network;
  final Map<String, Tensor> tensors;
  private final Preprocessing preprocessing;
  private final Temperature temperature;

  ReferenceClassifier(
      Network network,
      Preprocessing preprocessing,
      Map<String, Tensor> tensors,
      Temperature temperature) {
    network.check(tensors);
    this.temperature = temperature;
    this.network = network;
    this.preprocessing = preprocessing;
    this.tensors = tensors;
  }

  @Override
  public final synchronized float[] classify(Batch batch) {
    float[] result = new float[batch.size() * network.labels()];
    for (int image = 0; image < batch.size(); image++) {
      double[] probabilities = probabilities(features(batch, image));
      for (int i = 0; i < probabilities.length; i++) {
        result[image * probabilities.length + i] = (float) probabilities[i];
      }
    }
    return result;
  }

  /** Returns the input of the output layer. */
  final double[] features(Batch batch, int image) {
    requireShape(batch);
    return Forward.apply(hidden(), Forward.input(batch, image, preprocessing), tensors);
  }

  private void requireShape(Batch batch) {
    if (!batch.shape().equals(network.input())) {
      throw new IllegalArgumentException(batch.shape() + ", not " + network.input());
    }
  }

  /**
   * Returns the input of the output layer for each image in training.
   *
   * @param statistics the statistics to which those of the normalizations are added
   */
  final double[][] learningFeatures(
      Batch batch, MicroBatches parts, ReferenceStatistics statistics) {
    requireShape(batch);
    double[][] features = new double[batch.size()][];
    for (int part = 0; part < parts.count(); part++) {
      int start = parts.start(part);
      double[][] images = new double[parts.size(part)][];
      for (int i = 0; i < images.length; i++) {
        images[i] = Forward.input(batch, start + i, preprocessing);
      }
      double[][] learned = Forward.learn(hidden(), images, tensors, statistics);
      System.arraycopy(learned, 0, features, start, images.length);
    }
    return features;
  }

  private List<Node> hidden() {
    return network.nodes().subList(0, network.nodes().size() - 1);
  }

  /** Returns the probabilities. */
  final double[] probabilities(double[] features) {
    Node output = network.nodes().get(network.nodes().size() - 1);
    double[] values = Forward.apply(output, features, tensors);
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp((values[i] - max) / temperature.value());
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return values;
  }

  @Override
  public final void close() {}
}
