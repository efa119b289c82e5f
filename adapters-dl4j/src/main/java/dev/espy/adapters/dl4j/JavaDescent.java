package dev.espy.adapters.dl4j;

import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Parameter.Role;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optimiser of loops in Java: one that does all for a parameter reads and writes memory once,
 * where ND4J's operations would do so once each. No result depends on how the parts fall to
 * threads.
 */
final class JavaDescent extends Descent {

  /** How many parameters a thread takes at a time. */
  private static final long PART = 1 << 14;

  /**
   * How many of them it copies at a time into arrays that stay in the processor's cache: the JIT
   * compiler makes vector instructions of loops over arrays, but not over native memory that might
   * overlap.
   */
  private static final int BLOCK = 1 << 11;

  /** A part of the flat arrays that lies within one parameter. */
  private record Part(long from, long to, boolean decays) {
    FloatBuffer of(INDArray array) {
      return Buffers.floats(array, from, to);
    }
  }

  /** What a step does to the first values of blocks of gradients, parameters and moments. */
  private interface Rule {
    void apply(float[][] blocks, int count);
  }

  private final List<Part> parts = new ArrayList<>();

  JavaDescent(Optimizer optimizer, List<Parameter> parameters, NetworkState state) {
    super(optimizer, parameters, state);
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
  void change(INDArray values, INDArray gradients, double learningRate) {
    float scale = (float) scale(gradients);
    Rule decaying = rule(scale, optimizer.weightDecay(), learningRate);
    Rule other = rule(scale, 0, learningRate);
    List<INDArray> arrays = new ArrayList<>(List.of(gradients, values));
    moments.forEach(moment -> arrays.add(moment.array()));
    parts.parallelStream().forEach(part -> apply(part.decays() ? decaying : other, part, arrays));
  }

  private static void apply(Rule rule, Part part, List<INDArray> arrays) {
    List<FloatBuffer> flat = arrays.stream().map(part::of).toList();
    float[][] blocks = new float[arrays.size()][BLOCK];
    int size = (int) (part.to() - part.from());
    for (int at = 0; at < size; at += BLOCK) {
      int count = Math.min(BLOCK, size - at);
      for (int i = 0; i < blocks.length; i++) {
        flat.get(i).get(at, blocks[i], 0, count);
      }
      rule.apply(blocks, count);
      // All but the gradients.
      for (int i = 1; i < blocks.length; i++) {
        flat.get(i).put(at, blocks[i], 0, count);
      }
    }
  }

  private Rule rule(float scale, double decay, double learningRate) {
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return sgd.momentum() == 0
          ? plain(scale, decay, learningRate)
          : momentum(sgd, scale, decay, learningRate);
    } else if (optimizer instanceof Optimizer.Adam adam) {
      return adam(adam, scale, decay, learningRate);
    }
    throw new IllegalArgumentException("unknown optimiser " + optimizer);
  }

  /** Returns what clipping multiplies the gradients with. */
  private double scale(INDArray gradients) {
    if (optimizer.clipNorm() == Double.POSITIVE_INFINITY) {
      return 1;
    }
    // Summed up in order, so that the sum is the same whatever thread was first.
    double[] squares = parts.parallelStream().mapToDouble(p -> squares(p.of(gradients))).toArray();
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    double norm = Math.sqrt(sum);
    return norm > optimizer.clipNorm() ? optimizer.clipNorm() / norm : 1;
  }

  /** Returns the sum of squares; four sums at a time do not wait for each other. */
  private static double squares(FloatBuffer x) {
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

  private static Rule plain(float scale, double weightDecay, double learningRate) {
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

  private static Rule momentum(
      Optimizer.Sgd sgd, float scale, double weightDecay, double learningRate) {
    float rate = (float) learningRate;
    float decay = (float) weightDecay;
    float momentum = (float) sgd.momentum();
    // How much of the gradient, and of what has gathered, is the step.
    float fresh = sgd.nesterov() ? 1 : 0;
    float gathered = sgd.nesterov() ? momentum : 1;
    return (blocks, count) -> {
      float[] g = blocks[0];
      float[] w = blocks[1];
      float[] b = blocks[2];
      for (int i = 0; i < count; i++) {
        float gradient = scale * g[i] + decay * w[i];
        float sum = momentum * b[i] + gradient;
        b[i] = sum;
        w[i] -= rate * (fresh * gradient + gathered * sum);
      }
    };
  }

  private Rule adam(Optimizer.Adam adam, float scale, double weightDecay, double learningRate) {
    float beta1 = (float) adam.beta1();
    float new1 = (float) (1 - adam.beta1());
    float beta2 = (float) adam.beta2();
    float new2 = (float) (1 - adam.beta2());
    float epsilon = (float) adam.epsilon();
    float kept = (float) (1 - learningRate * weightDecay);
    // Both moments' corrections, of which the second is under the root.
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
