package dev.espy.domain;

/** Something could not be read from or written to the disk for a reason that is not its content. */
public final class StorageException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason which file, what is wrong
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public StorageException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason which file, what is wrong
   * @param cause failure that led to it, for stack traces
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public StorageException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
