package dev.espy.benchmarks.pytorch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import dev.espy.benchmarks.Workload;
import java.util.List;

/** The networks in DJL's blocks. Their outputs are logits. */
final class Networks {

  private Networks() {}

  static Block of(Workload.Network network) {
    return network == Workload.Network.TUTORIAL ? tutorial(Workload.LABELS) : residual();
  }

  /** The ReLU of the second convolution is behind the pooling: the same function for less. */
  static Block tutorial(int labels) {
    return new SequentialBlock()
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(32).build())
        .add(Activation.reluBlock())
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(64).build())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Activation.reluBlock())
        .add(Dropout.builder().optRate(0.25f).build())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(128).build())
        .add(Activation.reluBlock())
        .add(Dropout.builder().optRate(0.5f).build())
        .add(Linear.builder().setUnits(labels).build());
  }

  static Block residual() {
    return new SequentialBlock()
        .add(convolution(16, 3, 1))
        .add(BatchNorm.builder().build())
        .add(Activation.reluBlock())
        .add(block(16, 1))
        .add(block(32, 2))
        .add(block(64, 2))
        .add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(Workload.LABELS).build());
  }

  private static Block block(int filters, int stride) {
    Block path =
        new SequentialBlock()
            .add(convolution(filters, 3, stride))
            .add(BatchNorm.builder().build())
            .add(Activation.reluBlock())
            .add(convolution(filters, 3, 1))
            .add(BatchNorm.builder().build());
    Block shortcut =
        stride == 1
            ? Blocks.identityBlock()
            : new SequentialBlock()
                .add(convolution(filters, 1, stride))
                .add(BatchNorm.builder().build());
    return new ParallelBlock(
        outputs ->
            new NDList(
                Activation.relu(
                    outputs.get(0).singletonOrThrow().addi(outputs.get(1).singletonOrThrow()))),
        List.of(path, shortcut));
  }

  private static Block convolution(int filters, int kernel, int stride) {
    int padding = kernel / 2;
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(filters)
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .optBias(false)
        .build();
  }
}
