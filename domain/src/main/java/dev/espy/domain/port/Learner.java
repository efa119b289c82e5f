package dev.espy.domain.port;

import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkState;

/**
 * A network that learns. {@link #fit} and {@link #state} are called from one thread at a time;
 * classifying uses the weights as they are after the last completed step.
 */
public interface Learner extends Classifier {

  /**
   * Takes one step of the optimiser on a batch. The loss is the mean over the batch's images of
   * -sum(target ln(probability)). Targets need not be certain: labels may share an image. An image
   * whose targets add up to 2 counts as two; the mean is still over the number of images, so that
   * weights of 1 on average leave the learning rate's meaning as it is.
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
   * @param loss mean cross-entropy of the batch, in nats, each image times its weight
   * @param correct how many images got their most probable target as the most probable answer,
   *     whatever their weights; the first one of equally probable targets
   */
  record Step(double loss, int correct) {}
}
