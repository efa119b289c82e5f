package dev.espy.application.tune;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A recipe that a search tries.
 *
 * @param number the 0-based number in the search space; 0 has the base recipe
 * @param recipe the recipe
 * @param width the width of the network relative to the base
 */
public record Candidate(int number, Recipe recipe, double width) {

  /** Returns the settings that differ between candidates by name, for users. */
  public Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put(RecipeCodec.LEARNING_RATE, text(recipe.optimization().learningRate()));
    if (recipe.weightDecay() > 0) {
      described.put(RecipeCodec.WEIGHT_DECAY, text(recipe.weightDecay()));
    }
    Augmentation augmentation = recipe.augmentation();
    described.put(RecipeCodec.AUGMENT, augmentation == null ? "auto" : augmentation.toString());
    described.put("width", text(width));
    return described;
  }

  private static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
