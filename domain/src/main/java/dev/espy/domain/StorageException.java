package dev.espy.domain;

/**
 * A file that cannot be read or written, for a reason other than its content, or a port that cannot
 * be used.
 */
public final class StorageException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason the file or port and the error
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public StorageException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason the file or port and the error
   * @param cause the failure behind it, shown with the stack trace
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public StorageException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
