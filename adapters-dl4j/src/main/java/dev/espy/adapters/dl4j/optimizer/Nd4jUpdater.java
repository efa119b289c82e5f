package dev.espy.adapters.dl4j.optimizer;

import dev.espy.adapters.dl4j.tensors.FlatTensors;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Parameter.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Updates parameters with ND4J's operations, in host or GPU memory. ND4J's own updaters need fewer
 * operations, but add Adam's epsilon in another place and count steps in 32 bits.
 */
public final class Nd4jUpdater extends ParameterUpdater {

  /** Temporary values, as many as there are parameters. */
  private final INDArray scratch;

  /** 1 for each value to which weight decay applies, 0 for the others; null without decay. */
  private final @Nullable INDArray decaying;

  /**
   * Creates an updater.
   *
   * @param optimizer the optimiser's settings
   * @param parameters the learned parameters, in the order of the flat arrays
   * @param state moments and number of steps to continue from; copied
   */
  public Nd4jUpdater(Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
    super(optimizer, parameters, state);
    scratch = FlatTensors.zeros(parameters).array();
    if (optimizer.weightDecay() == 0) {
      decaying = null;
    } else {
      FlatTensors mask = FlatTensors.zeros(parameters);
      parameters.stream()
          .filter(parameter -> parameter.role() == Role.WEIGHT)
          .forEach(parameter -> mask.view(parameter.name()).assign(1));
      decaying = mask.array();
    }
  }

  @Override
  void update(INDArray values, INDArray gradients, double learningRate) {
    clip(gradients);
    Optimizer optimizer = optimizer();
    if (optimizer instanceof Optimizer.Sgd sgd) {
      decay(values, gradients, sgd.weightDecay());
      updateSgd(sgd, values, gradients, learningRate);
    } else if (optimizer instanceof Optimizer.Adam adam) {
      decay(values, values, -learningRate * adam.weightDecay());
      updateAdam(adam, values, gradients, learningRate);
    } else {
      throw new IllegalArgumentException("unknown optimiser " + optimizer);
    }
  }

  private void clip(INDArray gradients) {
    double limit = optimizer().clipNorm();
    if (limit < Double.POSITIVE_INFINITY) {
      double norm = gradients.norm2Number().doubleValue();
      if (norm > limit) {
        gradients.muli(limit / norm);
      }
    }
  }

  /** Adds {@code factor} times the decaying values to the target. */
  private void decay(INDArray values, INDArray target, double factor) {
    if (decaying != null) {
      values.muli(decaying, scratch);
      scratch.muli(factor);
      target.addi(scratch);
    }
  }

  private void updateSgd(
      Optimizer.Sgd sgd, INDArray values, INDArray gradients, double learningRate) {
    INDArray step = gradients;
    if (sgd.momentum() != 0) {
      INDArray buffer = moment(0);
      buffer.muli(sgd.momentum()).addi(gradients);
      step = buffer;
      if (sgd.nesterov()) {
        buffer.muli(sgd.momentum(), scratch);
        step = gradients.addi(scratch);
      }
    }
    step.muli(learningRate, scratch);
    values.subi(scratch);
  }

  private void updateAdam(
      Optimizer.Adam adam, INDArray values, INDArray gradients, double learningRate) {
    INDArray mean = moment(0);
    INDArray square = moment(1);
    gradients.muli(1 - adam.beta1(), scratch);
    mean.muli(adam.beta1()).addi(scratch);
    gradients.muli(gradients, scratch);
    scratch.muli(1 - adam.beta2());
    square.muli(adam.beta2()).addi(scratch);
    // The corrections of both moments' bias; the second one is under the square root.
    double rate = learningRate / (1 - Math.pow(adam.beta1(), (double) steps()));
    double root = 1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) steps()));
    scratch.assign(square);
    Transforms.sqrt(scratch, false).muli(root).addi(adam.epsilon());
    mean.divi(scratch, scratch);
    scratch.muli(rate);
    values.subi(scratch);
  }

  @Override
  public void close() {
    super.close();
    scratch.close();
    if (decaying != null) {
      decaying.close();
    }
  }
}
