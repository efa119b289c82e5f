package dev.espy.adapters.cli.output;

/** The exit statuses of commands. Scripts rely on these numbers. */
public final class ExitStatus {

  /** The command succeeded. */
  public static final int DONE = 0;

  /** The command failed for another reason than its usage or input. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** A data set or model is unusable. */
  public static final int BAD_INPUT = 3;

  /** The command succeeded, but some images are unreadable. */
  public static final int UNREADABLE_IMAGES = 4;

  /** The command was interrupted; its work so far is saved. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /**
   * Returns the status of a command that succeeded or was interrupted.
   *
   * @param finished false if the command was interrupted
   * @param unreadable the number of unreadable images
   */
  public static int of(boolean finished, int unreadable) {
    if (!finished) {
      return INTERRUPTED;
    }
    return unreadable > 0 ? UNREADABLE_IMAGES : DONE;
  }
}
