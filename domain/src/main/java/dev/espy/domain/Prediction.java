package dev.espy.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of an image.
 *
 * @param ranked the most probable labels, the most probable first, at least one
 * @param confident whether the first is confident enough to be given as the answer
 */
public record Prediction(List<Ranked> ranked, boolean confident) {

  /**
   * A label and how probable the model thinks it is.
   *
   * @param label the label
   * @param confidence its probability, from 0 to 1
   */
  public record Ranked(Label label, float confidence) {}

  /**
   * @throws IllegalArgumentException if there is no label
   */
  public Prediction {
    ranked = List.copyOf(ranked);
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("no label");
    }
  }

  /** Returns the most probable label. */
  public Label label() {
    return ranked.get(0).label();
  }

  /** Returns the probability of the most probable label, from 0 to 1. */
  public float confidence() {
    return ranked.get(0).confidence();
  }

  /** Returns the label to give as the answer, or null where the model is not confident enough. */
  public @Nullable Label answer() {
    return confident ? label() : null;
  }
}
