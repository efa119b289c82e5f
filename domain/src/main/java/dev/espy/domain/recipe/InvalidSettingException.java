package dev.espy.domain.recipe;

/**
 * A setting that does not exist, or a value that it cannot have. The message does not name the
 * source of the value, such as a file.
 */
public final class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * @param setting the name of the setting, such as {@code batch-size}
   * @param reason one sentence for the user, without the name of the setting
   */
  public InvalidSettingException(String setting, String reason) {
    super(reason);
    this.setting = setting;
  }

  /** Returns the name of the setting. */
  public String setting() {
    return setting;
  }
}
