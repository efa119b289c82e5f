package dev.espy.domain.device;

import org.jspecify.annotations.Nullable;

/**
 * What keeps an engine from a GPU.
 *
 * @param what is missing or in the way, a clause such as {@code nvidia-smi is not installed}
 * @param remedy what the user can do about it, a clause such as {@code install the NVIDIA driver};
 *     null where nothing helps
 */
public record Obstacle(String what, @Nullable String remedy) {

  /** Returns both in one line. */
  @Override
  public String toString() {
    return remedy == null ? what : what + "; " + remedy;
  }
}
