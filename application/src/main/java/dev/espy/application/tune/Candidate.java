package dev.espy.application.tune;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.training.TrainSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings that a search tries.
 *
 * @param number the 0-based number in the search space; 0 has the base settings
 * @param settings the settings
 * @param width the width of the network relative to the base
 */
public record Candidate(int number, TrainSettings settings, double width) {

  /** Returns the settings that differ between candidates by name, for users. */
  public Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("learning-rate", text(settings.learningRate()));
    if (settings.optimizer().weightDecay() > 0) {
      described.put("weight-decay", text(settings.optimizer().weightDecay()));
    }
    Augmentation augmentation = settings.augmentation();
    described.put("augment", augmentation == null ? "auto" : augmentation.toString());
    described.put("width", text(width));
    return described;
  }

  private static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
