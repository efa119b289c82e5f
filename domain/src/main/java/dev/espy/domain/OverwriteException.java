package dev.espy.domain;

/** A file would be overwritten that Espy must not overwrite, such as an input. */
public final class OverwriteException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user: the file that would be lost, and the remedy
   */
  public OverwriteException(String message) {
    super(message, null);
  }
}
