package dev.espy.domain;

/** Something could not be read from or written to the disk for a reason that is not its content. */
public final class StorageException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: which file, what is wrong, what to do
   */
  public StorageException(String message) {
    super(message, null);
  }

  /**
   * @param message for the user: which file, what is wrong, what to do
   * @param cause what led to it, for those who ask for a stack trace
   */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
