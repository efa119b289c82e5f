package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalization of ND4J's plain operations. Its operation for all of it gathers a biased
 * variance, and its gradients are wrong in the third digit, for it adds all of a channel's floats
 * up in one sum; here each image has a sum of its own first.
 */
final class Nd4jNormalizationVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient BatchNormalization layer;
  private final transient Activating activating;
  private final INDArray shift = value("bias");
  private final INDArray runningMean;
  private final INDArray runningVariance;

  /** The input brought to mean 0 and variance 1. */
  private @Nullable INDArray normalized;

  /** One over the standard deviation of each channel. */
  private @Nullable INDArray precision;

  Nd4jNormalizationVertex(
      ComputationGraph graph,
      Node node,
      int index,
      Weights weights,
      BatchNormalization layer,
      Activating activating) {
    super(graph, node, index, weights);
    this.layer = layer;
    this.activating = activating;
    this.runningMean = weights.statistics(node.name() + ".running_mean");
    this.runningVariance = weights.statistics(node.name() + ".running_var");
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    if (learning) {
      INDArray centered = newOutput(workspaces, input.size(0), node.output());
      INDArray mean = sums(input).divi(count(input));
      subtract(input, mean, centered);
      centered.muli(centered, output);
      INDArray variance = sums(output).divi(count(input));
      gather(mean, variance, count(input));
      precision = precision(variance);
      normalized = multiply(centered, precision, centered);
      multiply(centered, weight, output);
      add(output, shift, output);
    } else {
      INDArray scale = precision(runningVariance).muli(weight);
      multiply(input, scale, output);
      add(output, shift.sub(runningMean.mul(scale)), output);
    }
    activating.forward(output, learning);
    return output;
  }

  private INDArray precision(INDArray variance) {
    return Transforms.sqrt(variance.add(layer.epsilon()), false).rdivi(1);
  }

  private void gather(INDArray mean, INDArray variance, double count) {
    double momentum = layer.momentum();
    // Of one value there is no unbiased variance.
    double unbiased = count / Math.max(1, count - 1);
    runningMean.muli(1 - momentum).addi(mean.mul(momentum));
    runningVariance.muli(1 - momentum).addi(variance.mul(momentum * unbiased));
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    INDArray x = normalized;
    INDArray scale = precision;
    if (x == null || scale == null) {
      throw new IllegalStateException("no forward pass");
    }
    normalized = null;
    precision = null;
    activating.backward(error);
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    INDArray errors = sums(error);
    error.muli(x, inputGradient);
    INDArray products = sums(inputGradient);
    gradient("weight").assign(products);
    gradient("bias").assign(errors);
    multiply(x, products.divi(count(input)), x);
    error.subi(x, inputGradient);
    subtract(inputGradient, errors.divi(count(input)), inputGradient);
    return multiply(inputGradient, scale.muli(weight), inputGradient);
  }

  /** Returns how many values a channel has in all images. */
  private static double count(INDArray array) {
    return (double) array.size(0) * array.size(2) * array.size(3);
  }

  /** Returns the sum of each channel. */
  private static INDArray sums(INDArray array) {
    long plane = array.size(2) * array.size(3);
    return array.reshape('c', array.size(0), array.size(1), plane).sum(2).sum(0);
  }

  private static void add(INDArray array, INDArray channels, INDArray result) {
    Nd4j.getExecutioner().exec(new BroadcastAddOp(array, channels, result, 1));
  }

  private static void subtract(INDArray array, INDArray channels, INDArray result) {
    Nd4j.getExecutioner().exec(new BroadcastSubOp(array, channels, result, 1));
  }

  private static INDArray multiply(INDArray array, INDArray channels, INDArray result) {
    return Nd4j.getExecutioner().exec(new BroadcastMulOp(array, channels, result, 1));
  }
}
