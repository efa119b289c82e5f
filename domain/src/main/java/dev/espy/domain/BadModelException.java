package dev.espy.domain;

/**
 * A model file or an architecture that cannot be used: damaged, hostile, of another version,
 * impossible.
 */
public final class BadModelException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason which file or layer, what is wrong
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public BadModelException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason which file or layer, what is wrong
   * @param cause failure that led to it, for stack traces
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public BadModelException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
