package dev.espy.domain;

import java.util.List;

/**
 * Reason why an image cannot be read, in words for the user. Data sets and the image codec use it
 * between them; callers of a {@link dev.espy.domain.port.DataSet} get an {@link Unreadable}.
 */
public class UnreadableImageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  @SuppressWarnings("serial") // an unmodifiable list of the JDK, which is serializable
  private final List<Remedy> remedies;

  /**
   * @param reason one sentence, such as {@code the file is empty}
   * @param remedies changes that make the image readable
   */
  public UnreadableImageException(String reason, Remedy... remedies) {
    super(Remedy.describe(reason, List.of(remedies)));
    this.reason = reason;
    this.remedies = List.of(remedies);
  }

  /**
   * @param reason one sentence, such as {@code the file is empty}
   * @param cause failure that led to it
   * @param remedies changes that make the image readable
   */
  public UnreadableImageException(String reason, Throwable cause, Remedy... remedies) {
    super(Remedy.describe(reason, List.of(remedies)), cause);
    this.reason = reason;
    this.remedies = List.of(remedies);
  }

  /**
   * Returns this as the result of reading an image.
   *
   * @param sample the image
   */
  public final Unreadable of(Sample sample) {
    return new Unreadable(sample.id(), sample.row(), reason, remedies);
  }
}
