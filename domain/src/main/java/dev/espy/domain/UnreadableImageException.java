package dev.espy.domain;

import java.util.List;

/**
 * The reason why an image cannot be read. It passes between data sets and the image codec; callers
 * of a {@link dev.espy.domain.port.DataSet} get an {@link Unreadable}.
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
   * @param cause the failure behind it
   * @param remedies the changes that make the image readable, each on its own
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
