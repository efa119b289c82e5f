package dev.espy.domain.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reason why an engine cannot use a GPU, or why no GPU is visible.
 *
 * @param problem clause that names the obstacle, such as {@code the driver is not installed}
 * @param advice imperative clause for the user, such as {@code install the driver}; null if nothing
 *     helps
 * @param isPermanent true if the engine can never use this GPU, whatever the user does
 */
public record UnavailableReason(String problem, @Nullable String advice, boolean isPermanent) {

  /**
   * Creates a reason that the user can remove.
   *
   * @param problem clause that names the obstacle
   * @param advice imperative clause that removes it
   */
  public UnavailableReason(String problem, String advice) {
    this(problem, advice, false);
  }

  /**
   * Returns a reason that the user cannot remove.
   *
   * @param problem clause that names the obstacle
   * @param advice imperative clause that names an alternative; null for the CPU
   */
  static UnavailableReason permanent(String problem, @Nullable String advice) {
    return new UnavailableReason(problem, advice, true);
  }

  /**
   * Returns the reason that a build lacks an engine's code for GPUs; nothing if it has the code.
   *
   * @param built true if the build has the code
   * @param advice imperative clause with the build command
   */
  public static Optional<UnavailableReason> ofBuild(boolean built, String advice) {
    return built
        ? Optional.empty()
        : Optional.of(new UnavailableReason("this build has no code for GPUs", advice));
  }

  /** Returns the reason and the advice in one line. */
  @Override
  public String toString() {
    return advice == null ? problem : problem + "; " + advice;
  }
}
