package dev.espy.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer for one image.
 *
 * @param ranked the most probable labels, the most probable one first; at least one
 * @param confident true if the first label is probable enough to be the answer
 */
public record Prediction(List<Ranked> ranked, boolean confident) {

  /**
   * A label with its probability.
   *
   * @param label the label
   * @param confidence the probability that the model gives it, from 0 to 1
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

  /** Returns the most probable label, or null if the model is not confident enough. */
  public @Nullable Label answer() {
    return confident ? label() : null;
  }
}
