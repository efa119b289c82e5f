package dev.espy.domain;

/** A training that diverged: the loss, or an answer, is not a number. */
public final class LearningFailedException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user: the file, the row, the error, the remedy
   */
  public LearningFailedException(String message) {
    super(message, null);
  }

  /**
   * @param message one sentence for the user: the file, the row, the error, the remedy
   * @param cause the failure behind it, shown with the stack trace
   */
  public LearningFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
