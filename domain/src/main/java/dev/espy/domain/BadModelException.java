package dev.espy.domain;

/**
 * A model file or an architecture that cannot be used: damaged, hostile, of another version,
 * impossible.
 */
public final class BadModelException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: which file or layer, what is wrong, what to do
   */
  public BadModelException(String message) {
    super(message, null);
  }

  /**
   * @param message for the user: which file or layer, what is wrong, what to do
   * @param cause what led to it, for those who ask for a stack trace
   */
  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
