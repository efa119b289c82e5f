package dev.espy.domain;

/** Something was about to be overwritten that is not Espy's to overwrite, such as an input. */
public final class OverwriteException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: which file would be lost, and what to do
   */
  public OverwriteException(String message) {
    super(message, null);
  }
}
