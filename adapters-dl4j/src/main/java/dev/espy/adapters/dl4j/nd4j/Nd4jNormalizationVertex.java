package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.InPlaceActivation;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.graph.WeightedVertex;
import dev.espy.adapters.dl4j.graph.WorkerState;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.MicroBatches;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalization made of elementary operations. ND4J's own operation keeps a biased running
 * variance, and its gradients are wrong in the third digit, because it adds all floats of a channel
 * in one sum. This vertex sums each image first, then the images.
 */
final class Nd4jNormalizationVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient BatchNormalization layer;
  private final int microBatchSize;
  private final transient InPlaceActivation activation;
  private final INDArray shift = value("bias");
  private final INDArray runningMean;
  private final INDArray runningVariance;

  /** The input of the last training batch, scaled to mean 0 and variance 1. */
  private @Nullable INDArray normalized;

  /** 1 / standard deviation of each micro-batch of the last training batch, per channel. */
  private INDArray[] inverseDeviations = {};

  /** The micro-batches of the last training batch. */
  private transient MicroBatches parts = new MicroBatches(1, 1);

  Nd4jNormalizationVertex(
      VertexSlot slot,
      WorkerState state,
      BatchNormalization layer,
      InPlaceActivation activation,
      int microBatchSize) {
    super(slot, state);
    this.microBatchSize = microBatchSize;
    this.layer = layer;
    this.activation = activation;
    this.runningMean = state.weights().statistics(node.name() + ".running_mean");
    this.runningVariance = state.weights().statistics(node.name() + ".running_var");
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    if (training) {
      INDArray centered = newOutput(workspaces, input.size(0), node.output());
      parts = MicroBatches.of(Math.toIntExact(input.size(0)), microBatchSize);
      normalized = centered;
      inverseDeviations = new INDArray[parts.count()];
      for (int i = 0; i < parts.count(); i++) {
        INDArray x = part(input, i);
        INDArray y = part(output, i);
        INDArray z = part(centered, i);
        INDArray mean = sums(x).divi(count(x));
        subtract(x, mean, z);
        z.muli(z, y);
        INDArray variance = sums(y).divi(count(x));
        inverseDeviations[i] = inverseDeviation(variance);
        multiply(z, inverseDeviations[i], z);
        multiply(z, weight, y);
        add(y, shift, y);
      }
      updateStatistics(input);
    } else {
      INDArray scale = inverseDeviation(runningVariance).muli(weight);
      multiply(input, scale, output);
      add(output, shift.sub(runningMean.mul(scale)), output);
    }
    activation.forward(output, training);
    return output;
  }

  /** Updates the running statistics with those of a whole batch. */
  private void updateStatistics(INDArray input) {
    INDArray mean = sums(input).divi(count(input));
    INDArray centered = input.dup();
    subtract(centered, mean, centered);
    centered.muli(centered);
    INDArray variance = sums(centered).divi(count(input));
    double momentum = layer.momentum();
    // One value has no unbiased variance; its biased variance, 0, is used.
    double unbiased = count(input) / Math.max(1, count(input) - 1);
    runningMean.muli(1 - momentum).addi(mean.mul(momentum));
    runningVariance.muli(1 - momentum).addi(variance.mul(momentum * unbiased));
  }

  private INDArray inverseDeviation(INDArray variance) {
    return Transforms.sqrt(variance.add(layer.epsilon()), false).rdivi(1);
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray all = normalized;
    if (all == null) {
      throw new IllegalStateException("no forward pass");
    }
    normalized = null;
    activation.backward(outputGradient);
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    INDArray weightGradient = gradient("weight").assign(0);
    INDArray shiftGradient = gradient("bias").assign(0);
    for (int i = 0; i < parts.count(); i++) {
      INDArray x = part(all, i);
      INDArray dy = part(outputGradient, i);
      INDArray dx = part(inputGradient, i);
      INDArray gradientSums = sums(dy);
      dy.muli(x, dx);
      INDArray productSums = sums(dx);
      weightGradient.addi(productSums);
      shiftGradient.addi(gradientSums);
      multiply(x, productSums.divi(count(x)), x);
      dy.subi(x, dx);
      subtract(dx, gradientSums.divi(count(x)), dx);
      multiply(dx, inverseDeviations[i].muli(weight), dx);
    }
    return inputGradient;
  }

  /** Returns a view of a micro-batch's images. */
  private INDArray part(INDArray array, int index) {
    return array.get(NDArrayIndex.interval(parts.start(index), parts.start(index + 1)));
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
