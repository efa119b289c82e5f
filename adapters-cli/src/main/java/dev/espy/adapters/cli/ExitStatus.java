package dev.espy.adapters.cli;

/** What a command's exit status means. Scripts rely on these numbers. */
public final class ExitStatus {

  /** All was done. */
  public static final int DONE = 0;

  /** Something failed that is neither the command's wording nor its input. */
  public static final int FAILED = 1;

  /** The command was worded wrongly. */
  public static final int USAGE = 2;

  /** A data set or a model cannot be used. */
  public static final int BAD_INPUT = 3;

  /** All was done, but some images could not be read. */
  public static final int UNREADABLE_IMAGES = 4;

  /** Interrupted; what was done so far is saved. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /** Returns the status of a command that came to its end or was cancelled. */
  static int of(boolean finished, int unreadable) {
    if (!finished) {
      return INTERRUPTED;
    }
    return unreadable > 0 ? UNREADABLE_IMAGES : DONE;
  }
}
