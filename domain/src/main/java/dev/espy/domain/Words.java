package dev.espy.domain;

import java.util.Locale;

/** The names of enum constants in files, options and messages. */
public final class Words {

  private Words() {}

  /** Returns the name in lower case with hyphens, such as {@code leaky-relu} for LEAKY_RELU. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
