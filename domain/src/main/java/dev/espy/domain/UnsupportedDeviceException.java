package dev.espy.domain;

/**
 * The machine lacks something that the request needs: a native library for its processor, a usable
 * GPU.
 */
public final class UnsupportedDeviceException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user: the first thing that is missing, and the remedy
   */
  public UnsupportedDeviceException(String message) {
    super(message, null);
  }

  /**
   * @param message one sentence for the user: the first thing that is missing, and the remedy
   * @param cause the failure behind it, shown with the stack trace
   */
  public UnsupportedDeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
