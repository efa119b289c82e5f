package dev.espy.domain.network;

import dev.espy.domain.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The first weights of a network, the same for every engine. */
public final class Initialization {

  private Initialization() {}

  /**
   * Returns weights drawn uniformly from +-sqrt(6 / (inputs + outputs)) of each layer (Glorot and
   * Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010),
   * which is what Keras does unasked, and biases of zero.
   *
   * @param network the network
   * @param seed the same seed gives the same weights on every machine
   * @return a tensor for each parameter, by name, in the order of the layers
   */
  public static Map<String, Tensor> glorot(Network network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      float[] values = new float[Math.toIntExact(parameter.size())];
      if (shape.length > 1) {
        int window = values.length / (shape[0] * shape[1]);
        double bound = Math.sqrt(6.0 / (((double) shape[0] + shape[1]) * window));
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
      }
      tensors.put(parameter.name(), new Tensor(shape, values));
    }
    return tensors;
  }
}
