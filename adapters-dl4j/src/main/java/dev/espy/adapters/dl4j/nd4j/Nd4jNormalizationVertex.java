package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.InPlaceActivation;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.graph.WeightedVertex;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.network.Layer.BatchNormalization;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalization made of elementary operations. ND4J's own operation keeps a biased running
 * variance, and its gradients are wrong in the third digit, because it adds all floats of a channel
 * in one sum. This vertex sums each image first, then the images.
 */
final class Nd4jNormalizationVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient BatchNormalization layer;
  private final transient InPlaceActivation activation;
  private final INDArray shift = value("bias");
  private final INDArray runningMean;
  private final INDArray runningVariance;

  /** The input of the last training batch, scaled to mean 0 and variance 1. */
  private @Nullable INDArray normalized;

  /** 1 / standard deviation of the last training batch, per channel. */
  private @Nullable INDArray inverseDeviation;

  Nd4jNormalizationVertex(
      VertexSlot slot, Weights weights, BatchNormalization layer, InPlaceActivation activation) {
    super(slot, weights);
    this.layer = layer;
    this.activation = activation;
    this.runningMean = weights.statistics(node.name() + ".running_mean");
    this.runningVariance = weights.statistics(node.name() + ".running_var");
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    if (training) {
      INDArray centered = newOutput(workspaces, input.size(0), node.output());
      INDArray mean = sums(input).divi(count(input));
      subtract(input, mean, centered);
      centered.muli(centered, output);
      INDArray variance = sums(output).divi(count(input));
      updateStatistics(mean, variance, count(input));
      inverseDeviation = inverseDeviation(variance);
      normalized = multiply(centered, inverseDeviation, centered);
      multiply(centered, weight, output);
      add(output, shift, output);
    } else {
      INDArray scale = inverseDeviation(runningVariance).muli(weight);
      multiply(input, scale, output);
      add(output, shift.sub(runningMean.mul(scale)), output);
    }
    activation.forward(output, training);
    return output;
  }

  private INDArray inverseDeviation(INDArray variance) {
    return Transforms.sqrt(variance.add(layer.epsilon()), false).rdivi(1);
  }

  private void updateStatistics(INDArray mean, INDArray variance, double count) {
    double momentum = layer.momentum();
    // One value has no unbiased variance; its biased variance, 0, is used.
    double unbiased = count / Math.max(1, count - 1);
    runningMean.muli(1 - momentum).addi(mean.mul(momentum));
    runningVariance.muli(1 - momentum).addi(variance.mul(momentum * unbiased));
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray x = normalized;
    INDArray scale = inverseDeviation;
    if (x == null || scale == null) {
      throw new IllegalStateException("no forward pass");
    }
    normalized = null;
    inverseDeviation = null;
    activation.backward(outputGradient);
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    INDArray gradientSums = sums(outputGradient);
    outputGradient.muli(x, inputGradient);
    INDArray productSums = sums(inputGradient);
    gradient("weight").assign(productSums);
    gradient("bias").assign(gradientSums);
    multiply(x, productSums.divi(count(input)), x);
    outputGradient.subi(x, inputGradient);
    subtract(inputGradient, gradientSums.divi(count(input)), inputGradient);
    return multiply(inputGradient, scale.muli(weight), inputGradient);
  }

  /** Returns the number of values per channel in all images. */
  private static double count(INDArray array) {
    return (double) array.size(0) * array.size(2) * array.size(3);
  }

  /** Returns the sum of each channel over all images. */
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
