package dev.espy.adapters.dl4j.optimizer;

import dev.espy.adapters.dl4j.tensors.FlatTensors;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An optimiser with its moments. A step updates all parameters at once. */
public abstract class ParameterUpdater implements AutoCloseable {

  private final Optimizer optimizer;
  private final List<FlatTensors> moments = new ArrayList<>();
  private long steps;

  /**
   * Creates an updater.
   *
   * @param optimizer the optimiser's settings
   * @param parameters the learned parameters, in the order of the flat arrays
   * @param state moments and number of steps to continue from; copied
   */
  ParameterUpdater(Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
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
   * Takes a step.
   *
   * @param values the parameters, flat; updated
   * @param gradients the parameters' gradients, flat; may be overwritten
   * @param learningRate the step's learning rate, positive
   */
  public final void step(INDArray values, INDArray gradients, double learningRate) {
    steps++;
    update(values, gradients, learningRate);
  }

  /** Updates parameters and moments; {@link #steps} already counts this step. */
  abstract void update(INDArray values, INDArray gradients, double learningRate);

  /** Returns the number of steps taken. */
  public final long steps() {
    return steps;
  }

  /** Returns a copy of the moments by name; empty before the first step. */
  public final Map<String, Tensor> moments() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    if (steps > 0) {
      for (int i = 0; i < moments.size(); i++) {
        moments.get(i).copyTo(copy, optimizer.moments().get(i));
      }
    }
    return copy;
  }

  /** Returns the optimiser's settings. */
  final Optimizer optimizer() {
    return optimizer;
  }

  /** Returns the number of moments per parameter, 0 to 2. */
  final int momentCount() {
    return moments.size();
  }

  /**
   * Returns a moment of all parameters, flat.
   *
   * @param index 0-based index in {@link Optimizer#moments}
   */
  final INDArray moment(int index) {
    return moments.get(index).array();
  }

  @Override
  public void close() {
    moments.forEach(FlatTensors::close);
  }
}
