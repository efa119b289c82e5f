package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.InPlaceActivation.Relu;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ReLU without branches. ND4J's code branches on each value, and a processor mispredicts half of
 * these branches; the JIT compiler turns the loops here into vector instructions.
 */
final class HostRelu implements Relu {

  @Override
  public void forward(INDArray values) {
    FloatBuffer x = NativeArrays.floats(values, 0, values.length());
    for (int i = 0; i < x.limit(); i++) {
      x.put(i, Math.max(0, x.get(i)));
    }
  }

  @Override
  public void backward(INDArray outputs, INDArray gradients) {
    IntBuffer y = NativeArrays.ints(outputs, 0, outputs.length());
    IntBuffer gradient = NativeArrays.ints(gradients, 0, gradients.length());
    for (int i = 0; i < y.limit(); i++) {
      // An output of ReLU is not negative, so its bits are 0 or a positive integer. The shift
      // spreads the sign of the negated bits: all zeros for 0, all ones otherwise.
      gradient.put(i, gradient.get(i) & (-y.get(i) >> 31));
    }
  }
}
