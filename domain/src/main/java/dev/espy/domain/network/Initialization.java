package dev.espy.domain.network;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Parameter.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The initial weights of a network, the same for every engine. */
public final class Initialization {

  private Initialization() {}

  /**
   * Returns the initial tensors of a network. Weights are drawn uniformly from +-sqrt(6 / (inputs +
   * outputs)) of their layer (Glorot and Bengio, "Understanding the difficulty of training deep
   * feedforward neural networks", 2010; the default of Keras). Scales and running variances are
   * one; everything else is zero.
   *
   * @param network the network
   * @param seed the seed of the weights; the same seed gives the same weights on every machine
   * @return a tensor for each parameter, by name, in the order of the layers
   */
  public static Map<String, Tensor> glorot(Network network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      float[] values = new float[Math.toIntExact(parameter.size())];
      if (parameter.role() == Role.SCALE || parameter.role() == Role.VARIANCE) {
        Arrays.fill(values, 1);
      } else if (parameter.role() == Role.WEIGHT) {
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
