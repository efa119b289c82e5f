package dev.espy.domain.port;

import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkState;

/**
 * A network that learns. {@link #fit} and {@link #state} are called from one thread at a time;
 * classifying uses the weights as they are after the last completed step.
 */
public interface Learner extends Classifier {

  /**
   * Takes one step of the optimiser on a batch.
   *
   * @param batch images of the network's input shape, any number of them, with targets
   * @param learningRate the step's learning rate, positive
   * @return how the network answered while learning, that is before the step and with dropout
   */
  Step fit(Batch batch, double learningRate);

  /** Returns a copy of the network's and the optimiser's tensors as they are now. */
  NetworkState state();

  /**
   * How a network answered while learning a batch.
   *
   * @param loss mean cross-entropy of the batch, in nats
   * @param correct how many images got their most probable target as the most probable answer
   */
  record Step(double loss, int correct) {}
}
