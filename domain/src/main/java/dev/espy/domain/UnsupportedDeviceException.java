package dev.espy.domain;

/**
 * This machine cannot run what was asked for: no native library for its processor, no usable GPU.
 */
public final class UnsupportedDeviceException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: what is missing first, what to do
   */
  public UnsupportedDeviceException(String message) {
    super(message, null);
  }

  /**
   * @param message for the user: what is missing first, what to do
   * @param cause what led to it, for those who ask for a stack trace
   */
  public UnsupportedDeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
