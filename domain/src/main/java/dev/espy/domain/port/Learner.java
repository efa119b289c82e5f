package dev.espy.domain.port;

import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkState;

/**
 * A network in training. {@link #fit} and {@link #state} are called by one thread at a time.
 * Classifying uses the weights after the last completed step.
 */
public interface Learner extends Classifier {

  /**
   * Takes one step of the optimiser on a batch. The loss is the mean over the batch's images of
   * -sum(target ln(probability)). Several labels of an image may have targets above 0. An image
   * whose targets add up to 2 counts twice. The mean is always over the number of images, so
   * weights of 1 on average do not change the meaning of the learning rate.
   *
   * @param batch any number of images of the network's input shape, with targets
   * @param learningRate the step's learning rate, positive
   * @return the loss and the correct answers of the batch, computed before the step and with
   *     dropout
   */
  Step fit(Batch batch, double learningRate);

  /** Returns a copy of the current tensors of the network and the optimiser. */
  NetworkState state();

  /**
   * The result of a step.
   *
   * @param loss mean cross-entropy of the batch in nats, each image multiplied by its weight
   * @param correct number of images whose most probable answer is their most probable target,
   *     regardless of their weights; the first one of equal targets counts
   */
  record Step(double loss, int correct) {}
}
