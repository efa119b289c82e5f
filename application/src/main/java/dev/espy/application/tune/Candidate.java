package dev.espy.application.tune;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.training.TrainSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings to try.
 *
 * @param number which of the search space's, from 0; that one is the base
 * @param settings all of them
 * @param width how wide the network is, the base's being 1
 */
public record Candidate(int number, TrainSettings settings, double width) {

  /** Returns what differs from one candidate to another, by name, for people to read. */
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
