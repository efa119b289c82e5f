package dev.espy.domain;

/**
 * A model file or an architecture that cannot be used: it is damaged, hostile, of an unknown
 * version or impossible.
 */
public final class BadModelException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason the file or layer and the error
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public BadModelException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason the file or layer and the error
   * @param cause the failure behind it, shown with the stack trace
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public BadModelException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
