package dev.espy.domain.recipe;

import dev.espy.domain.network.Architecture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some settings of a recipe, as a command line or a file gives them; a weaker source gives others,
 * and a preset the rest. {@link RecipeCodec} makes one from names and values.
 */
public final class PartialRecipe {

  /** No settings. */
  public static final PartialRecipe EMPTY = new PartialRecipe(null, null, Map.of());

  private final @Nullable Preset preset;
  private final @Nullable Architecture network;
  private final Map<String, Setting.Change> changes;

  /**
   * @param preset the preset whose settings apply where no source sets any, or null
   * @param network the network, or null for that of a weaker source
   * @param changes the changes by the name of the setting
   */
  PartialRecipe(
      @Nullable Preset preset,
      @Nullable Architecture network,
      Map<String, Setting.Change> changes) {
    this.preset = preset;
    this.network = network;
    this.changes = changes;
  }

  /** Returns the same settings with a network. */
  public PartialRecipe with(Architecture own) {
    return new PartialRecipe(preset, own, changes);
  }

  /**
   * Returns these settings, and those of a weaker source where this one sets none. A preset here
   * wins over a network there.
   */
  public PartialRecipe over(PartialRecipe weaker) {
    Map<String, Setting.Change> all = new LinkedHashMap<>(weaker.changes);
    all.putAll(changes);
    Architecture weakerNetwork = preset == null ? weaker.network : null;
    return new PartialRecipe(
        preset == null ? weaker.preset : preset, network == null ? weakerNetwork : network, all);
  }

  /**
   * Returns the recipe. Settings that are not set are those of the preset; without a preset, those
   * of {@link Preset#FOR_OWN_NETWORK} if there is a network, otherwise {@link Preset#STANDARD}.
   *
   * @throws InvalidSettingException if two settings exclude each other
   */
  public Recipe recipe() {
    Preset unnamed = network == null ? Preset.STANDARD : Preset.FOR_OWN_NETWORK;
    Recipe.Builder recipe = (preset == null ? unnamed : preset).recipe().toBuilder();
    if (network != null) {
      recipe.network(network);
    }
    changes.values().forEach(change -> change.apply(recipe));
    return recipe.build();
  }
}
