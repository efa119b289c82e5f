package dev.espy.domain;

/**
 * The machine lacks something that the request needs: a native library for its processor, a usable
 * GPU.
 */
public final class UnsupportedDeviceException extends EspyException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason the first thing that is missing
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public UnsupportedDeviceException(String reason, Remedy... remedies) {
    super(reason, null, remedies);
  }

  /**
   * @param reason the first thing that is missing
   * @param cause the failure behind it, shown with the stack trace
   * @param remedies the changes that help, each on its own; empty if the reason names the remedy
   */
  public UnsupportedDeviceException(String reason, Throwable cause, Remedy... remedies) {
    super(reason, cause, remedies);
  }
}
