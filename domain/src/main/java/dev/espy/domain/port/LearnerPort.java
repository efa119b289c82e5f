package dev.espy.domain.port;

import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;

/** An engine that trains networks. */
public interface LearnerPort {

  /**
   * Builds a network with a state: an initial one ({@link NetworkState#initial}), or a state from
   * {@link Learner#state}, from which training continues as if it had never stopped.
   *
   * @param spec the network and its optimiser
   * @param state the tensors; not changed
   * @return a learner, to be closed by the caller
   * @throws dev.espy.domain.BadModelException if the state does not match the network and its
   *     optimiser ({@link NetworkState#check})
   * @throws dev.espy.domain.UnsupportedDeviceException if the engine cannot run on this machine
   * @throws dev.espy.domain.StorageException if the engine cannot unpack its native code
   */
  Learner open(NetworkSpec spec, NetworkState state);

  /** Returns the engine's name and version, such as {@code Deeplearning4j 1.0.0-M2.1}. */
  String engine();

  /**
   * Returns the hardware on which the rounding of the weights depends, such as {@code CPU, AVX-512}
   * or {@code GPU}. The same data, settings and hardware give the same weights on any number of
   * threads.
   */
  default String computesOn() {
    return "CPU";
  }

  /**
   * Returns the operating system, the processor and the Java version, such as {@code Linux amd64,
   * Java 17.0.15}.
   */
  default String platform() {
    return "unknown platform";
  }
}
