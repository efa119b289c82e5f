package dev.espy.adapters.dl4j;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/** Adam's moments, and the steps that it takes with them on all parameters at once. */
final class Adam implements AutoCloseable {

  private static final String MEAN = "m.";
  private static final String SQUARE = "v.";

  private final Optimizer.Adam settings;
  private final FlatTensors means;
  private final FlatTensors squares;
  private long steps;

  /**
   * @param state whose moments and step count to go on from; not changed
   */
  Adam(Optimizer.Adam settings, List<Parameter> parameters, NetworkState state) {
    this.settings = settings;
    this.steps = state.step();
    if (state.moments().isEmpty()) {
      means = FlatTensors.zeros(parameters);
      squares = FlatTensors.zeros(parameters);
    } else {
      means = FlatTensors.of(parameters, MEAN, state.moments());
      squares = FlatTensors.of(parameters, SQUARE, state.moments());
    }
  }

  /**
   * Takes a step.
   *
   * @param values the parameters, changed
   * @param gradients of the parameters; overwritten
   */
  void step(INDArray values, INDArray gradients, double learningRate) {
    Nd4j.exec(
        new AdamUpdater(
            gradients,
            squares.array(),
            means.array(),
            learningRate,
            settings.beta1(),
            settings.beta2(),
            settings.epsilon(),
            (int) Math.min(steps, Integer.MAX_VALUE - 1)));
    values.subi(gradients);
    steps++;
  }

  /** Returns how many steps have been taken. */
  long steps() {
    return steps;
  }

  /** Returns a copy of the moments by name; empty before the first step. */
  Map<String, Tensor> moments() {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    if (steps > 0) {
      means.copyTo(moments, MEAN);
      squares.copyTo(moments, SQUARE);
    }
    return moments;
  }

  @Override
  public void close() {
    means.close();
    squares.close();
  }
}
