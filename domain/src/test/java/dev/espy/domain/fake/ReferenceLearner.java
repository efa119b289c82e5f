package dev.espy.domain.fake;

import dev.espy.domain.Batch;
import dev.espy.domain.Tensor;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Softmax regression on the output of the hidden layers. The gradients of the hidden layers are
 * zero.
 */
final class ReferenceLearner extends ReferenceClassifier implements Learner {

  private final NetworkSpec spec;
  private final ReferenceOptimizer optimizer;

  ReferenceLearner(NetworkSpec spec, NetworkState state) {
    super(spec.network(), spec.preprocessing(), copy(state.tensors()), Temperature.ONE);
    state.check(spec);
    this.spec = spec;
    this.optimizer = new ReferenceOptimizer(spec.optimizer(), network.learned(), state);
  }

  @Override
  public synchronized Step fit(Batch batch, double learningRate) {
    int labels = network.labels();
    int units = network.nodes().get(network.nodes().size() - 1).input().size();
    double[] weightGradient = new double[labels * units];
    double[] biasGradient = new double[labels];
    ReferenceStatistics statistics = new ReferenceStatistics();
    double[][] inputs = learningFeatures(batch, spec.microBatches(batch.size()), statistics);
    double loss = 0;
    int correct = 0;
    for (int image = 0; image < batch.size(); image++) {
      double[] features = inputs[image];
      double[] probabilities = probabilities(features);
      int answer = 0;
      int truth = 0;
      double weight = 0;
      for (int label = 0; label < labels; label++) {
        float target = batch.targets()[image * labels + label];
        answer = probabilities[label] > probabilities[answer] ? label : answer;
        truth = target > batch.targets()[image * labels + truth] ? label : truth;
        loss -= target * Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
        weight += target;
      }
      for (int label = 0; label < labels; label++) {
        float target = batch.targets()[image * labels + label];
        double error = (weight * probabilities[label] - target) / batch.size();
        biasGradient[label] += error;
        for (int i = 0; i < features.length; i++) {
          weightGradient[label * features.length + i] += error * features[i];
        }
      }
      correct += answer == truth ? 1 : 0;
    }
    optimizer.step(
        tensors,
        Map.of("output.weight", weightGradient, "output.bias", biasGradient),
        learningRate);
    statistics.update(tensors);
    return new Step(loss / batch.size(), correct);
  }

  @Override
  public synchronized NetworkState state() {
    return new NetworkState(copy(tensors), copy(optimizer.moments()), optimizer.steps());
  }

  private static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            copy.put(name, new Tensor(tensor.shape().clone(), tensor.values().clone())));
    return copy;
  }
}
