package dev.espy.domain;

/**
 * Reason why an image cannot be read, in words for the user. Data sets and the image codec use it
 * between them; callers of a {@link dev.espy.domain.port.DataSet} get an {@link Unreadable}.
 */
public class UnreadableImageException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason one sentence, such as {@code the file is empty}
   */
  public UnreadableImageException(String reason) {
    super(reason);
  }

  /**
   * @param reason one sentence, such as {@code the file is empty}
   * @param cause failure that led to it
   */
  public UnreadableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
