package dev.espy.domain;

/**
 * A model file or an architecture that cannot be used: it is damaged, hostile, of an unknown
 * version or impossible.
 */
public final class BadModelException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user: the file or layer, the error, the remedy
   */
  public BadModelException(String message) {
    super(message, null);
  }

  /**
   * @param message one sentence for the user: the file or layer, the error, the remedy
   * @param cause the failure behind it, shown with the stack trace
   */
  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
