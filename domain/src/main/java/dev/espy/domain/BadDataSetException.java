package dev.espy.domain;

/** A data set that cannot be used: a missing file, a missing column, no usable row. */
public final class BadDataSetException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user: the file, the row, the error, the remedy
   */
  public BadDataSetException(String message) {
    super(message, null);
  }

  /**
   * @param message one sentence for the user: the file, the row, the error, the remedy
   * @param cause the failure behind it, shown with the stack trace
   */
  public BadDataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
