package dev.espy.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the user can understand and mend. The message is one sentence for the user: the
 * file, the row, the remedy. Any other exception, such as {@link IllegalArgumentException}, means a
 * bug in Espy.
 */
public abstract sealed class EspyException extends RuntimeException
    permits BadDataSetException,
        BadModelException,
        LearningFailedException,
        OverwriteException,
        StorageException,
        UnsupportedDeviceException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  @SuppressWarnings("serial") // an unmodifiable list of the JDK, which is serializable
  private final List<Remedy> remedies;

  EspyException(String reason, @Nullable Throwable cause, Remedy... remedies) {
    super(Remedy.describe(reason, List.of(remedies)), cause);
    this.reason = reason;
    this.remedies = List.of(remedies);
  }

  /** Returns the message without the advice of the {@link #remedies}. */
  public final String reason() {
    return reason;
  }

  /**
   * Returns the changes that mend this failure, of which any one may help, the best first. Empty if
   * there is no typed remedy; then {@link #reason} says what to do.
   */
  public final List<Remedy> remedies() {
    return remedies;
  }
}
