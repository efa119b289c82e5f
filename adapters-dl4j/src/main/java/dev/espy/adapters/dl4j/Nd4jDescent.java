package dev.espy.adapters.dl4j;

import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Parameter.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * An optimiser of ND4J's operations on the flat arrays, wherever they lie. ND4J's own updaters
 * would need fewer of them, but have Adam's epsilon in another place, and count steps in 32 bits.
 */
final class Nd4jDescent extends Descent {

  /** As large as the parameters, for what is only needed for a moment. */
  private final INDArray scratch;

  /** One where a parameter decays, zero elsewhere; null if none does. */
  private final @Nullable INDArray decaying;

  Nd4jDescent(Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
    super(optimizer, parameters, state);
    FlatTensors flat = FlatTensors.zeros(parameters);
    scratch = flat.array();
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
  void change(INDArray values, INDArray gradients, double learningRate) {
    clip(gradients);
    if (optimizer instanceof Optimizer.Sgd sgd) {
      decay(values, gradients, sgd.weightDecay());
      descend(sgd, values, gradients, learningRate);
    } else if (optimizer instanceof Optimizer.Adam adam) {
      decay(values, values, -learningRate * adam.weightDecay());
      descend(adam, values, gradients, learningRate);
    } else {
      throw new IllegalArgumentException("unknown optimiser " + optimizer);
    }
  }

  private void clip(INDArray gradients) {
    if (optimizer.clipNorm() < Double.POSITIVE_INFINITY) {
      double norm = gradients.norm2Number().doubleValue();
      if (norm > optimizer.clipNorm()) {
        gradients.muli(optimizer.clipNorm() / norm);
      }
    }
  }

  /** Adds a part of the parameters that decay to something. */
  private void decay(INDArray values, INDArray target, double part) {
    if (decaying != null) {
      values.muli(decaying, scratch);
      scratch.muli(part);
      target.addi(scratch);
    }
  }

  private void descend(
      Optimizer.Sgd sgd, INDArray values, INDArray gradients, double learningRate) {
    INDArray step = gradients;
    if (sgd.momentum() != 0) {
      INDArray gathered = moments.get(0).array();
      gathered.muli(sgd.momentum()).addi(gradients);
      step = gathered;
      if (sgd.nesterov()) {
        gathered.muli(sgd.momentum(), scratch);
        step = gradients.addi(scratch);
      }
    }
    step.muli(learningRate, scratch);
    values.subi(scratch);
  }

  private void descend(
      Optimizer.Adam adam, INDArray values, INDArray gradients, double learningRate) {
    INDArray mean = moments.get(0).array();
    INDArray square = moments.get(1).array();
    gradients.muli(1 - adam.beta1(), scratch);
    mean.muli(adam.beta1()).addi(scratch);
    gradients.muli(gradients, scratch);
    scratch.muli(1 - adam.beta2());
    square.muli(adam.beta2()).addi(scratch);
    // Both moments' corrections, of which the second is under the root.
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
