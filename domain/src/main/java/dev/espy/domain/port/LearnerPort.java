package dev.espy.domain.port;

import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;

/** An engine that learns. */
public interface LearnerPort {

  /**
   * Builds a network and puts it into a state: a first one ({@link NetworkState#initial}) or one
   * that a learner gave before, from which it goes on as if it had never stopped.
   *
   * @param spec what to build and how it learns
   * @param state its tensors; not changed
   * @return a learner, to be closed by the caller
   * @throws dev.espy.domain.BadModelException if the state is not one of the network and its
   *     optimiser ({@link NetworkState#check})
   * @throws dev.espy.domain.UnsupportedDeviceException if the engine cannot run on this machine
   * @throws dev.espy.domain.StorageException if the engine cannot unpack what it needs
   */
  Learner open(NetworkSpec spec, NetworkState state);

  /**
   * Returns the engine's name and version, and what else the same weights depend on when the same
   * is learned again, such as {@code Deeplearning4j 1.0.0-M2.1 on 2 threads}.
   */
  String engine();
}
