package dev.espy.domain.recipe;

import dev.espy.domain.Words;

/** The colour mode of a network's input. */
public enum Colour {
  /** Colour if one of the sampled images has colour, otherwise grey. */
  AUTO,
  /** One channel. */
  GREY,
  /** Three channels: red, green, blue. */
  COLOUR;

  /** Returns the name for users, such as {@code grey}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
