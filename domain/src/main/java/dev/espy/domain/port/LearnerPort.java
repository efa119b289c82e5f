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

  /** Returns the engine's name and version, such as {@code Deeplearning4j 1.0.0-M2.1}. */
  String engine();

  /**
   * Returns what it computes on, as far as the weights depend on that when the same is learned
   * again: sums are rounded otherwise on two threads than on one. Such as {@code 2 threads}.
   */
  default String computesOn() {
    return "1 thread";
  }
}
