package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.InPlaceActivation.Relu;
import dev.espy.adapters.dl4j.graph.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** ReLU as ND4J's operations. */
final class Nd4jRelu implements Relu {

  private final NativeOperation derivative =
      new NativeOperation("relu_bp", NativeOperation.Library.ND4J);

  @Override
  public void forward(INDArray values) {
    Transforms.relu(values, false);
  }

  @Override
  public void backward(INDArray outputs, INDArray gradients) {
    derivative.run(List.of(outputs, gradients), List.of(gradients));
  }
}
