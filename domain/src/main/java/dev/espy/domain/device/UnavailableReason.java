package dev.espy.domain.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reason why an engine cannot use a GPU, or why no GPU is visible.
 *
 * @param what clause that says what is missing or in the way, such as {@code the driver is not
 *     installed}
 * @param advice clause that says what the user can do, such as {@code install the driver}; null if
 *     nothing helps
 * @param isPermanent true if the engine can never use this GPU, whatever the user does
 */
public record UnavailableReason(String what, @Nullable String advice, boolean isPermanent) {

  /**
   * Creates a reason that the user can remove.
   *
   * @param what clause that says what is missing or in the way
   * @param advice clause that says how to remove it
   */
  public UnavailableReason(String what, String advice) {
    this(what, advice, false);
  }

  /**
   * Returns a reason that the user cannot remove.
   *
   * @param what clause that says what is in the way
   * @param advice clause that says what to use instead; null for the CPU
   */
  static UnavailableReason permanent(String what, @Nullable String advice) {
    return new UnavailableReason(what, advice, true);
  }

  /**
   * Returns the reason that a build lacks an engine's code for GPUs; nothing if it has the code.
   *
   * @param built true if the build has the code
   * @param advice clause that says how to build it
   */
  public static Optional<UnavailableReason> ofBuild(boolean built, String advice) {
    return built
        ? Optional.empty()
        : Optional.of(new UnavailableReason("this build has no code for GPUs", advice));
  }

  /** Returns the reason and the advice in one line. */
  @Override
  public String toString() {
    return advice == null ? what : what + "; " + advice;
  }
}
