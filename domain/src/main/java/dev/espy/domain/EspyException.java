package dev.espy.domain;

/**
 * Something that went wrong and that the user can understand and mend. The message is for the user:
 * which file, which row, what to do. Anything else that is thrown, such as {@link
 * IllegalArgumentException}, means a bug in Espy.
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
