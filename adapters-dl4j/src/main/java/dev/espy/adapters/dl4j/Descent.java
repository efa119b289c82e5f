package dev.espy.adapters.dl4j;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The optimiser: its moments, and the steps that it takes with them on all parameters at once. */
abstract class Descent implements AutoCloseable {

  final Optimizer optimizer;
  final List<FlatTensors> moments = new ArrayList<>();
  private long steps;

  Descent(Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
    this.optimizer = optimizer;
    this.steps = state.step();
    for (String prefix : optimizer.moments()) {
      moments.add(
          steps == 0
              ? FlatTensors.zeros(parameters)
              : FlatTensors.of(parameters, prefix, state.moments()));
    }
  }

  /**
   * Makes one.
   *
   * @param parameters what is learned, in the order of the flat arrays
   * @param state whose moments and step count to go on from; not changed
   */
  static Descent of(
      Kernels kernels, Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
    return kernels == Kernels.ND4J
        ? new Nd4jDescent(optimizer, parameters, state)
        : new JavaDescent(optimizer, parameters, state);
  }

  /**
   * Takes a step.
   *
   * @param values the parameters, changed
   * @param gradients of the parameters; may be overwritten
   */
  final void step(INDArray values, INDArray gradients, double learningRate) {
    steps++;
    change(values, gradients, learningRate);
  }

  /** Takes the step that {@link #steps} counts already. */
  abstract void change(INDArray values, INDArray gradients, double learningRate);

  /** Returns how many steps have been taken. */
  final long steps() {
    return steps;
  }

  /** Returns a copy of the moments by name; empty before the first step. */
  final Map<String, Tensor> moments() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    if (steps > 0) {
      for (int i = 0; i < moments.size(); i++) {
        moments.get(i).copyTo(copy, optimizer.moments().get(i));
      }
    }
    return copy;
  }

  @Override
  public void close() {
    moments.forEach(FlatTensors::close);
  }
}
