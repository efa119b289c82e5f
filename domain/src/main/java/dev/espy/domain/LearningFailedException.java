package dev.espy.domain;

/** Learning that led nowhere: the loss, or an answer, is no longer a number. */
public final class LearningFailedException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: which file, which row, what is wrong, what to do
   */
  public LearningFailedException(String message) {
    super(message, null);
  }

  /**
   * @param message for the user: which file, which row, what is wrong, what to do
   * @param cause what led to it, for those who ask for a stack trace
   */
  public LearningFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
