package dev.espy.domain.fake;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Parameter.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simple optimiser in double precision; only its moments are floats. */
final class ReferenceOptimizer {

  private final Optimizer optimizer;
  private final List<Parameter> parameters;
  private final Map<String, Tensor> moments = new LinkedHashMap<>();
  private long steps;

  ReferenceOptimizer(Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
    this.optimizer = optimizer;
    this.parameters = parameters;
    this.steps = state.step();
    for (Parameter parameter : parameters) {
      for (String prefix : optimizer.moments()) {
        String name = prefix + parameter.name();
        int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
        Tensor given = state.moments().get(name);
        moments.put(
            name,
            given == null
                ? new Tensor(shape, new float[(int) parameter.size()])
                : new Tensor(shape, given.values().clone()));
      }
    }
  }

  /**
   * Takes a step.
   *
   * @param tensors the parameters by name, changed
   * @param gradients the gradients by name; missing ones are zero
   */
  void step(Map<String, Tensor> tensors, Map<String, double[]> gradients, double learningRate) {
    steps++;
    double squares = 0;
    for (double[] gradient : gradients.values()) {
      for (double value : gradient) {
        squares += value * value;
      }
    }
    double scale = Math.min(1, optimizer.clipNorm() / Math.sqrt(squares));
    for (Parameter parameter : parameters) {
      float[] values = values(tensors, parameter.name());
      double[] gradient = gradients.getOrDefault(parameter.name(), new double[values.length]);
      double decay = parameter.role() == Role.WEIGHT ? optimizer.weightDecay() : 0;
      for (int i = 0; i < values.length; i++) {
        values[i] =
            optimizer instanceof Optimizer.Sgd sgd
                ? sgd(sgd, parameter, i, values[i], scale * gradient[i], decay, learningRate)
                : adam(parameter, i, values[i], scale * gradient[i], decay, learningRate);
      }
    }
  }

  private float sgd(
      Optimizer.Sgd sgd,
      Parameter parameter,
      int i,
      double value,
      double gradient,
      double decay,
      double learningRate) {
    double decayed = gradient + decay * value;
    double sum = decayed;
    if (sgd.momentum() > 0) {
      float[] moment = values(moments, "momentum." + parameter.name());
      sum += sgd.momentum() * moment[i];
      moment[i] = (float) sum;
    }
    double step = sgd.nesterov() ? decayed + sgd.momentum() * sum : sum;
    return (float) (value - learningRate * step);
  }

  private float adam(
      Parameter parameter,
      int i,
      double value,
      double gradient,
      double decay,
      double learningRate) {
    Optimizer.Adam adam = (Optimizer.Adam) optimizer;
    float[] mean = values(moments, "m." + parameter.name());
    float[] square = values(moments, "v." + parameter.name());
    mean[i] = (float) (adam.beta1() * mean[i] + (1 - adam.beta1()) * gradient);
    square[i] = (float) (adam.beta2() * square[i] + (1 - adam.beta2()) * gradient * gradient);
    double unbiasedMean = mean[i] / (1 - Math.pow(adam.beta1(), steps));
    double unbiasedSquare = square[i] / (1 - Math.pow(adam.beta2(), steps));
    double size = Math.sqrt(unbiasedSquare) + adam.epsilon();
    return (float) (value * (1 - learningRate * decay) - learningRate * unbiasedMean / size);
  }

  long steps() {
    return steps;
  }

  /** Returns the moments by name; empty before the first step. */
  Map<String, Tensor> moments() {
    return steps == 0 ? Map.of() : moments;
  }

  private static float[] values(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.values();
  }
}
