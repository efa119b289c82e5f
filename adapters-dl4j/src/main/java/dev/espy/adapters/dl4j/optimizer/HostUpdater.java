package dev.espy.adapters.dl4j.optimizer;

import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Parameter.Role;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Updates parameters in loops over host memory. Each value is read and written once per step;
 * ND4J's operations would do so once each. Results do not depend on which thread updates which
 * part.
 */
public final class HostUpdater extends ParameterUpdater {

  /** Number of values that a thread updates at a time. */
  private static final long PART = 1 << 14;

  /**
   * Number of values that a thread copies at a time into arrays that stay in the processor's cache.
   * The JIT compiler vectorizes loops over arrays, but not over native memory that might overlap.
   */
  private static final int BLOCK = 1 << 11;

  /**
   * A range of the flat arrays within one parameter.
   *
   * @param from index of the first value
   * @param to index after the last value
   * @param decays true if weight decay applies
   */
  private record Part(long from, long to, boolean decays) {
    FloatBuffer of(INDArray array) {
      return NativeArrays.floats(array, from, to);
    }
  }

  /** The optimiser's formula. */
  private interface UpdateRule {
    /**
     * Updates a block of values.
     *
     * @param blocks [array][value]: gradients, parameters, then the moments; all but the gradients
     *     are updated
     * @param count number of values to update
     */
    void apply(float[][] blocks, int count);
  }

  private final List<Part> parts = new ArrayList<>();
  private final Workers workers;

  /**
   * Creates an updater.
   *
   * @param optimizer the optimiser's settings
   * @param parameters the learned parameters, in the order of the flat arrays
   * @param state moments and number of steps to continue from; copied
   * @param workers the threads that update
   */
  public HostUpdater(
      Optimizer optimizer, List<Parameter> parameters, NetworkState state, Workers workers) {
    super(optimizer, parameters, state);
    this.workers = workers;
    long start = 0;
    for (Parameter parameter : parameters) {
      long end = start + parameter.size();
      for (long from = start; from < end; from += PART) {
        parts.add(new Part(from, Math.min(end, from + PART), parameter.role() == Role.WEIGHT));
      }
      start = end;
    }
  }

  @Override
  void update(INDArray values, INDArray gradients, double learningRate) {
    float scale = (float) clippingFactor(gradients);
    UpdateRule decaying = rule(scale, optimizer().weightDecay(), learningRate);
    UpdateRule other = rule(scale, 0, learningRate);
    List<INDArray> arrays = new ArrayList<>(List.of(gradients, values));
    for (int i = 0; i < momentCount(); i++) {
      arrays.add(moment(i));
    }
    workers.run(
        parts.size(),
        (worker, index) -> {
          Part part = parts.get(index);
          apply(part.decays() ? decaying : other, part, arrays);
        });
  }

  private static void apply(UpdateRule rule, Part part, List<INDArray> arrays) {
    List<FloatBuffer> flat = arrays.stream().map(part::of).toList();
    float[][] blocks = new float[arrays.size()][BLOCK];
    int size = (int) (part.to() - part.from());
    for (int at = 0; at < size; at += BLOCK) {
      int count = Math.min(BLOCK, size - at);
      for (int i = 0; i < blocks.length; i++) {
        flat.get(i).get(at, blocks[i], 0, count);
      }
      rule.apply(blocks, count);
      // Gradients, array 0, are not written back.
      for (int i = 1; i < blocks.length; i++) {
        flat.get(i).put(at, blocks[i], 0, count);
      }
    }
  }

  private UpdateRule rule(float scale, double decay, double learningRate) {
    Optimizer optimizer = optimizer();
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return sgd.momentum() == 0
          ? plain(scale, decay, learningRate)
          : momentum(sgd, scale, decay, learningRate);
    } else if (optimizer instanceof Optimizer.Adam adam) {
      return adam(adam, scale, decay, learningRate);
    }
    throw new IllegalArgumentException("unknown optimiser " + optimizer);
  }

  /** Returns the factor that clipping multiplies all gradients by, at most 1. */
  private double clippingFactor(INDArray gradients) {
    double limit = optimizer().clipNorm();
    if (limit == Double.POSITIVE_INFINITY) {
      return 1;
    }
    // The sums of the parts are added in order, so the rounding does not depend on the threads.
    double[] squares = new double[parts.size()];
    workers.run(
        squares.length,
        (worker, index) -> squares[index] = sumOfSquares(parts.get(index).of(gradients)));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    double norm = Math.sqrt(sum);
    return norm > limit ? limit / norm : 1;
  }

  /** Returns the sum of squares. Four independent sums let the processor add in parallel. */
  private static double sumOfSquares(FloatBuffer x) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int whole = x.limit() & -4;
    for (int i = 0; i < whole; i += 4) {
      a += (double) x.get(i) * x.get(i);
      b += (double) x.get(i + 1) * x.get(i + 1);
      c += (double) x.get(i + 2) * x.get(i + 2);
      d += (double) x.get(i + 3) * x.get(i + 3);
    }
    for (int i = whole; i < x.limit(); i++) {
      a += (double) x.get(i) * x.get(i);
    }
    return a + b + c + d;
  }

  private static UpdateRule plain(float scale, double weightDecay, double learningRate) {
    float rate = (float) learningRate;
    float decay = (float) weightDecay;
    return (blocks, count) -> {
      float[] g = blocks[0];
      float[] w = blocks[1];
      for (int i = 0; i < count; i++) {
        w[i] -= rate * (scale * g[i] + decay * w[i]);
      }
    };
  }

  private static UpdateRule momentum(
      Optimizer.Sgd sgd, float scale, double weightDecay, double learningRate) {
    float rate = (float) learningRate;
    float decay = (float) weightDecay;
    float momentum = (float) sgd.momentum();
    // The shares of the gradient and of the momentum buffer in the step.
    float gradientShare = sgd.nesterov() ? 1 : 0;
    float bufferShare = sgd.nesterov() ? momentum : 1;
    return (blocks, count) -> {
      float[] g = blocks[0];
      float[] w = blocks[1];
      float[] b = blocks[2];
      for (int i = 0; i < count; i++) {
        float gradient = scale * g[i] + decay * w[i];
        float sum = momentum * b[i] + gradient;
        b[i] = sum;
        w[i] -= rate * (gradientShare * gradient + bufferShare * sum);
      }
    };
  }

  private UpdateRule adam(
      Optimizer.Adam adam, float scale, double weightDecay, double learningRate) {
    float beta1 = (float) adam.beta1();
    float new1 = (float) (1 - adam.beta1());
    float beta2 = (float) adam.beta2();
    float new2 = (float) (1 - adam.beta2());
    float epsilon = (float) adam.epsilon();
    float kept = (float) (1 - learningRate * weightDecay);
    // The corrections of both moments' bias; the second one is under the square root.
    float rate = (float) (learningRate / (1 - Math.pow(adam.beta1(), (double) steps())));
    float root = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) steps())));
    return (blocks, count) -> {
      float[] g = blocks[0];
      float[] w = blocks[1];
      float[] m = blocks[2];
      float[] v = blocks[3];
      for (int i = 0; i < count; i++) {
        float gradient = scale * g[i];
        float mean = beta1 * m[i] + new1 * gradient;
        float square = beta2 * v[i] + new2 * gradient * gradient;
        m[i] = mean;
        v[i] = square;
        w[i] = kept * w[i] - rate * mean / ((float) Math.sqrt(square) * root + epsilon);
      }
    };
  }
}
