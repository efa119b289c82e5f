package dev.espy.domain.device;

/**
 * What keeps an engine from a GPU.
 *
 * @param what is missing or in the way, a clause such as {@code nvidia-smi is not installed}
 * @param remedy what the user can do, a clause such as {@code install the NVIDIA driver}
 */
public record Obstacle(String what, String remedy) {

  /** Returns both in one line. */
  @Override
  public String toString() {
    return what + "; " + remedy;
  }
}
