package dev.espy.domain;

/**
 * This machine cannot run what was asked for: no native library for its processor, no usable GPU.
 */
public final class UnsupportedDeviceException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is missing first
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public UnsupportedDeviceException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason what is missing first
   * @param cause failure that led to it, for stack traces
   * @param remedies changes that mend it, of which any one may help; empty if the reason says what
   *     to do
   */
  public UnsupportedDeviceException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
