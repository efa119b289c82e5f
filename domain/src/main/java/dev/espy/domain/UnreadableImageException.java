package dev.espy.domain;

/**
 * The reason why an image cannot be read. It passes between data sets and the image codec; callers
 * of a {@link dev.espy.domain.port.DataSet} get an {@link Unreadable}.
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
   * @param cause the failure behind it
   */
  public UnreadableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
