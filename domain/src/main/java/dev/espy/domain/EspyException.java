package dev.espy.domain;

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

  EspyException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
