package dev.espy.adapters.csv;

/** Why an image cannot be read, in words for the user. */
class ImageException extends Exception {

  private static final long serialVersionUID = 1L;

  ImageException(String reason) {
    super(reason);
  }

  ImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
