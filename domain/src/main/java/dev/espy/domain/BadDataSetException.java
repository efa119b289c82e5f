package dev.espy.domain;

/** A data set that cannot be used: a missing file, a missing column, no usable row. */
public final class BadDataSetException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: which file, which row, what is wrong, what to do
   */
  public BadDataSetException(String message) {
    super(message, null);
  }

  /**
   * @param message for the user: which file, which row, what is wrong, what to do
   * @param cause what led to it, for those who ask for a stack trace
   */
  public BadDataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
