package dev.espy.domain;

/** A file that cannot be read or written, for a reason other than its content. */
public final class StorageException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user: the file, the error, the remedy
   */
  public StorageException(String message) {
    super(message, null);
  }

  /**
   * @param message one sentence for the user: the file, the error, the remedy
   * @param cause the failure behind it, shown with the stack trace
   */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
