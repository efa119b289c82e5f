package dev.espy.domain;

/** A data set that cannot be used: a missing file, a missing column, no usable row. */
public final class BadDataSetException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason the file, the row and the error
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public BadDataSetException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason the file, the row and the error
   * @param cause the failure behind it, shown with the stack trace
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public BadDataSetException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
