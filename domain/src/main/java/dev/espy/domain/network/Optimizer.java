package dev.espy.domain.network;

import java.util.List;

/**
 * An optimiser with its settings. The learning rate is passed with each step. An optimiser computes
 * the same as the one of the same name in PyTorch, so knowledge about its settings applies here.
 *
 * <p>If the L2 norm of all gradients together exceeds {@link #clipNorm}, they are first scaled down
 * to that norm (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
 * networks", 2013). Then weight decay shrinks the parameters of the role {@link
 * Parameter.Role#WEIGHT}. It does not apply to biases, and to scales and shifts of normalizations:
 * these are few and do not overfit.
 */
public sealed interface Optimizer permits Optimizer.Sgd, Optimizer.Adam {

  /** Returns the weight decay, at least 0; its meaning depends on the optimiser. */
  double weightDecay();

  /** Returns the largest norm of the gradients, positive; infinity for no limit. */
  double clipNorm();

  /**
   * Returns the name prefixes of the moments that the optimiser keeps for each learned parameter,
   * such as {@code m.}; empty if it keeps none. In {@link NetworkState#moments} the prefix precedes
   * the parameter's name. A moment has its parameter's shape, and is zero before the first step.
   */
  List<String> moments();

  /**
   * Stochastic gradient descent with momentum (Polyak, "Some methods of speeding up the convergence
   * of iteration methods", 1964; Nesterov's in the form of Sutskever et al., "On the importance of
   * initialization and momentum in deep learning", 2013). With g the gradient of a parameter w:
   *
   * <pre>
   * g += weightDecay w;  b = momentum b + g;  w -= rate (nesterov ? g + momentum b : b)
   * </pre>
   *
   * <p>The optimiser keeps b as {@code momentum.NAME}, unless the momentum is 0.
   *
   * @param momentum decay of the moving sum of gradients, from 0 to below 1; usually 0.9
   * @param nesterov true for Nesterov's momentum; the momentum must then be positive
   * @param weightDecay multiple of a weight that is added to its gradient; usually 5e-4
   * @param clipNorm the largest norm of the gradients
   */
  record Sgd(double momentum, boolean nesterov, double weightDecay, double clipNorm)
      implements Optimizer {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Sgd {
      requireShare("momentum", momentum);
      requireCommon(weightDecay, clipNorm);
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException("Nesterov's momentum is 0");
      }
    }

    /** Returns SGD with Nesterov's momentum of 0.9, without weight decay and without clipping. */
    public static Sgd standard() {
      return new Sgd(0.9, true, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public List<String> moments() {
      return momentum == 0 ? List.of() : List.of("momentum.");
    }
  }

  /**
   * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015), with the step size
   * corrected for the bias of both moments; with a weight decay it is AdamW (Loshchilov and Hutter,
   * "Decoupled Weight Decay Regularization", 2019). With g the gradient of a parameter w, in step
   * t:
   *
   * <pre>
   * w -= rate weightDecay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
   * w -= rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
   * </pre>
   *
   * <p>The optimiser keeps m and v as {@code m.NAME} and {@code v.NAME}.
   *
   * @param beta1 decay of the mean of the gradients, from 0 to below 1
   * @param beta2 decay of the mean of the squared gradients, from 0 to below 1
   * @param epsilon number added to the root of the second moment, positive
   * @param weightDecay share of a weight that each step removes, divided by the learning rate;
   *     usually 0.01 to 0.1; with 0 the optimiser is Adam
   * @param clipNorm the largest norm of the gradients
   */
  record Adam(double beta1, double beta2, double epsilon, double weightDecay, double clipNorm)
      implements Optimizer {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Adam {
      requireShare("beta1", beta1);
      requireShare("beta2", beta2);
      requireCommon(weightDecay, clipNorm);
      if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("epsilon is " + epsilon);
      }
    }

    /**
     * Returns Adam with the paper's settings, but epsilon 1e-7 as in Keras; without weight decay
     * and without clipping.
     */
    public static Adam standard() {
      return new Adam(0.9, 0.999, 1e-7, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public List<String> moments() {
      return List.of("m.", "v.");
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
  }

  private static void requireCommon(double weightDecay, double clipNorm) {
    if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight decay is " + weightDecay);
    }
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clip norm is " + clipNorm);
    }
  }
}
