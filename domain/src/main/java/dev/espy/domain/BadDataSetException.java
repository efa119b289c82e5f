package dev.espy.domain;

/** A data set that cannot be used: a missing file, a missing column, no usable row. */
public final class BadDataSetException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason which file, which row, what is wrong
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public BadDataSetException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason which file, which row, what is wrong
   * @param cause failure that led to it, for stack traces
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public BadDataSetException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
