package dev.espy.domain.network;

import java.util.List;

/**
 * How gradients become steps. The learning rate comes with each step. An optimiser computes what
 * the one of the same name in PyTorch does, so that what is known of its settings holds here.
 *
 * <p>First of all, where the L2 norm of all gradients together is above {@link #clipNorm}, they are
 * scaled down to that norm (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent
 * neural networks", 2013). Weight decay comes after that, and shrinks parameters of the role {@link
 * Parameter.Role#WEIGHT} alone: biases, and scales and shifts of normalizations, are few and do not
 * overfit.
 */
public sealed interface Optimizer permits Optimizer.Sgd, Optimizer.Adam {

  /** Returns how fast weights shrink, 0 or more; see each optimiser. */
  double weightDecay();

  /**
   * Returns the same optimiser with another weight decay.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  Optimizer withWeightDecay(double weightDecay);

  /** Returns the limit of the gradients' norm, positive; infinity if there is none. */
  double clipNorm();

  /**
   * Returns which moments it keeps of each learned parameter: what their names in {@link
   * NetworkState#moments} have before the parameter's name, such as {@code m.}; none if it keeps
   * none. A moment has its parameter's shape, and is zero before the first step.
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
   * <p>It keeps b as {@code momentum.NAME}, unless the momentum is 0.
   *
   * @param momentum how much of the last step goes on, from 0 to below 1; usually 0.9
   * @param nesterov whether it looks ahead by the momentum, which must then be positive
   * @param weightDecay times the weight is added to its gradient; usually 5e-4
   * @param clipNorm the limit of the gradients' norm
   */
  record Sgd(double momentum, boolean nesterov, double weightDecay, double clipNorm)
      implements Optimizer {

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Sgd {
      requireShare("momentum", momentum);
      requireCommon(weightDecay, clipNorm);
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException("Nesterov's momentum is 0");
      }
    }

    /** Returns Nesterov's momentum of 0.9, with no weight decay and no limit to the gradients. */
    public static Sgd standard() {
      return new Sgd(0.9, true, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public Sgd withWeightDecay(double other) {
      return new Sgd(momentum, nesterov, other, clipNorm);
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
   * <p>It keeps m and v as {@code m.NAME} and {@code v.NAME}.
   *
   * @param beta1 decay of the mean of the gradients, from 0 to below 1
   * @param beta2 decay of the mean of their squares, from 0 to below 1
   * @param epsilon added to the root of the second moment, positive
   * @param weightDecay times the learning rate is the part of a weight that is lost in each step;
   *     usually 0.01 to 0.1, and 0 makes it Adam
   * @param clipNorm the limit of the gradients' norm
   */
  record Adam(double beta1, double beta2, double epsilon, double weightDecay, double clipNorm)
      implements Optimizer {

    /**
     * @throws IllegalArgumentException if a number is out of its range
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
     * Returns the paper's settings, with epsilon 1e-7 as in Keras, no weight decay and no limit to
     * the gradients.
     */
    public static Adam standard() {
      return new Adam(0.9, 0.999, 1e-7, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public Adam withWeightDecay(double other) {
      return new Adam(beta1, beta2, epsilon, other, clipNorm);
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
