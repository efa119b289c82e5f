package dev.espy.domain.fake;

import dev.espy.domain.Batch;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.port.Learner;
import java.util.LinkedHashMap;
import java.util.Map;

/** Softmax regression, with Adam, on what the fixed hidden layers give. */
final class ReferenceLearner extends ReferenceClassifier implements Learner {

  private static final String WEIGHT = "output.weight";
  private static final String BIAS = "output.bias";

  private final Optimizer.Adam adam;
  private final Map<String, Tensor> moments;
  private long steps;

  ReferenceLearner(NetworkSpec spec, NetworkState state) {
    super(spec.network(), spec.preprocessing(), copy(state.tensors(), ""));
    this.adam = (Optimizer.Adam) spec.optimizer();
    this.moments = copy(state.moments(), "");
    this.steps = state.step();
    if (moments.isEmpty()) {
      for (Parameter parameter : network.parameters()) {
        if (parameter.role().learned()) {
          int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
          int size = (int) parameter.size();
          moments.put("m." + parameter.name(), new Tensor(shape, new float[size]));
          moments.put("v." + parameter.name(), new Tensor(shape, new float[size]));
        }
      }
    }
  }

  @Override
  public synchronized Step fit(Batch batch, double learningRate) {
    int labels = network.labels();
    double[] weightGradient = new double[values(tensors, WEIGHT).length];
    double[] biasGradient = new double[labels];
    double loss = 0;
    int correct = 0;
    for (int image = 0; image < batch.size(); image++) {
      double[] features = features(batch, image);
      double[] probabilities = probabilities(features);
      int answer = 0;
      int truth = 0;
      for (int label = 0; label < labels; label++) {
        float target = batch.targets()[image * labels + label];
        answer = probabilities[label] > probabilities[answer] ? label : answer;
        truth = target > batch.targets()[image * labels + truth] ? label : truth;
        loss -= target * Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
        double error = (probabilities[label] - target) / batch.size();
        biasGradient[label] += error;
        for (int i = 0; i < features.length; i++) {
          weightGradient[label * features.length + i] += error * features[i];
        }
      }
      correct += answer == truth ? 1 : 0;
    }
    steps++;
    step(WEIGHT, weightGradient, learningRate);
    step(BIAS, biasGradient, learningRate);
    return new Step(loss / batch.size(), correct);
  }

  private void step(String name, double[] gradient, double learningRate) {
    float[] values = values(tensors, name);
    float[] mean = values(moments, "m." + name);
    float[] square = values(moments, "v." + name);
    double meanBias = 1 - Math.pow(adam.beta1(), steps);
    double squareBias = 1 - Math.pow(adam.beta2(), steps);
    for (int i = 0; i < values.length; i++) {
      mean[i] = (float) (adam.beta1() * mean[i] + (1 - adam.beta1()) * gradient[i]);
      square[i] =
          (float) (adam.beta2() * square[i] + (1 - adam.beta2()) * gradient[i] * gradient[i]);
      double size = Math.sqrt(square[i] / squareBias) + adam.epsilon();
      values[i] -= (float) (learningRate * mean[i] / meanBias / size);
    }
  }

  @Override
  public synchronized NetworkState state() {
    return new NetworkState(copy(tensors, ""), steps == 0 ? Map.of() : copy(moments, ""), steps);
  }

  private static float[] values(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.values();
  }

  private static Map<String, Tensor> copy(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            copy.put(prefix + name, new Tensor(tensor.shape().clone(), tensor.values().clone())));
    return copy;
  }
}
