package dev.espy.domain.recipe;

import dev.espy.domain.BadModelException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names and values of a recipe's settings, for people and files: config.yaml, best.yaml,
 * checkpoint.espy, a model's provenance, and the options of the command line. A value is a number
 * or a text; the layers of a network are lists and maps, as in {@link LayerNotation}.
 */
public final class RecipeCodec {

  /** The name of the preset. */
  public static final String PRESET = "preset";

  /** The name of the layers of a network that no preset has. */
  public static final String LAYERS = "layers";

  /** The name of the share of the images to validate on. */
  public static final String VALIDATION = "validation";

  /** The name of the size to which images are resized. */
  public static final String IMAGE_SIZE = "image-size";

  /** The name of the colour mode. */
  public static final String COLOUR = "colour";

  /** The name of the length of the training. */
  public static final String EPOCHS = "epochs";

  /** The name of the highest learning rate. */
  public static final String LEARNING_RATE = "learning-rate";

  /** The name of the weight decay. */
  public static final String WEIGHT_DECAY = "weight-decay";

  /** The name of the augmentation. */
  public static final String AUGMENT = "augment";

  /** The name of the patience. */
  public static final String PATIENCE = "patience";

  /** The name of the time limit. */
  public static final String TIME_LIMIT = "time-limit";

  private static final String BATCH_SIZE = "batch-size";
  private static final String MICRO_BATCH_SIZE = "micro-batch-size";

  private static final Map<String, Setting<?>> SETTINGS =
      List.<Setting<?>>of(
              new Setting<>(
                  VALIDATION,
                  Notation.share(),
                  recipe -> recipe.validation().share(),
                  Recipe.Builder::validation),
              new Setting<>(
                  IMAGE_SIZE,
                  Notation.of(ImageSize::parse).or("auto"),
                  recipe -> recipe.input().size(),
                  Recipe.Builder::imageSize),
              new Setting<>(
                  COLOUR,
                  Notation.words(Colour.class),
                  recipe -> recipe.input().colour(),
                  Recipe.Builder::colour),
              new Setting<>(
                  EPOCHS,
                  new Notation<>(TrainingLength::parse, TrainingLength::notation),
                  recipe -> recipe.stopping().length(),
                  Recipe.Builder::length),
              new Setting<>(
                  BATCH_SIZE,
                  Notation.positive(),
                  recipe -> recipe.optimization().batchSize(),
                  Recipe.Builder::batchSize),
              new Setting<>(
                  MICRO_BATCH_SIZE,
                  Notation.positive(),
                  recipe -> recipe.optimization().microBatchSize(),
                  Recipe.Builder::microBatchSize),
              new Setting<>(
                  "optimizer",
                  Notation.words(OptimizerName.class),
                  recipe -> recipe.optimization().optimizer(),
                  Recipe.Builder::optimizer),
              new Setting<>(
                  LEARNING_RATE,
                  Notation.aboveZero(),
                  recipe -> recipe.optimization().learningRate(),
                  Recipe.Builder::learningRate),
              new Setting<>(
                  "schedule",
                  Notation.words(Schedule.class),
                  recipe -> recipe.optimization().schedule(),
                  Recipe.Builder::schedule),
              new Setting<>(
                  WEIGHT_DECAY,
                  Notation.atLeastZero().or("auto"),
                  recipe -> recipe.regularization().weightDecay(),
                  Recipe.Builder::weightDecay),
              new Setting<>(
                  "clip-norm",
                  Notation.aboveZero().or("none"),
                  recipe -> recipe.optimization().clipNorm(),
                  Recipe.Builder::clipNorm),
              new Setting<>(
                  "label-smoothing",
                  Notation.share(),
                  recipe -> recipe.regularization().labelSmoothing(),
                  Recipe.Builder::labelSmoothing),
              new Setting<>(
                  "ema-decay",
                  Notation.share(),
                  recipe -> recipe.regularization().emaDecay(),
                  Recipe.Builder::emaDecay),
              new Setting<>(
                  AUGMENT,
                  new Notation<@Nullable Augmentation>(
                      text -> text.equalsIgnoreCase("auto") ? null : Augmentation.parse(text),
                      value -> value == null ? "auto" : value.toString()),
                  Recipe::augmentation,
                  Recipe.Builder::augmentation),
              new Setting<>(
                  "class-weights",
                  Notation.either("auto", "none"),
                  recipe -> recipe.optimization().classWeights(),
                  Recipe.Builder::classWeights),
              new Setting<>(
                  PATIENCE,
                  Notation.positive().or("none"),
                  recipe -> recipe.stopping().patience(),
                  Recipe.Builder::patience),
              new Setting<>(
                  "metric",
                  Notation.words(Metric.class),
                  recipe -> recipe.validation().metric(),
                  Recipe.Builder::metric),
              new Setting<>(
                  TIME_LIMIT,
                  Notation.duration().or("none"),
                  recipe -> recipe.stopping().timeLimit(),
                  Recipe.Builder::timeLimit),
              new Setting<>("seed", Notation.whole(), Recipe::seed, Recipe.Builder::seed))
          .stream()
          .collect(
              Collectors.toMap(
                  Setting::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));

  /** The present names of settings that files of older versions have by another name. */
  private static final Map<String, String> RENAMED =
      Map.of("averaging", "ema-decay", "clip", "clip-norm");

  private RecipeCodec() {}

  /** Returns the names of all settings, in the order of {@link #write}. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(SETTINGS.keySet());
    names.add(PRESET);
    names.add(LAYERS);
    return Collections.unmodifiableSet(names);
  }

  /** Returns the present names of settings by their names in older versions. */
  public static Map<String, String> renamed() {
    return RENAMED;
  }

  /**
   * Returns every setting by name, in a fixed order: the name of the preset with the network, or
   * else the layers, last.
   */
  public static Map<String, Object> write(Recipe recipe) {
    Map<String, Object> values = new LinkedHashMap<>();
    SETTINGS.forEach((name, setting) -> values.put(name, setting.write(recipe)));
    Preset.of(recipe.network())
        .ifPresentOrElse(
            preset -> values.put(PRESET, preset.toString()),
            () -> values.putAll(LayerNotation.write(recipe.network())));
    return values;
  }

  /**
   * Returns every setting by name as {@link #write} does, but always with the layers in the place
   * of a preset, which another version may change.
   */
  public static Map<String, Object> writeWithLayers(Recipe recipe) {
    Map<String, Object> values = write(recipe);
    values.remove(PRESET);
    values.putAll(LayerNotation.write(recipe.network()));
    return values;
  }

  /** Returns every setting by name as text, except for the layers, which a model has anyway. */
  public static Map<String, String> text(Recipe recipe) {
    Map<String, String> text = new LinkedHashMap<>();
    write(recipe).forEach((name, value) -> text.put(name, value.toString()));
    text.remove(LAYERS);
    return text;
  }

  /**
   * Returns the document of a training that was begun, by this version or an older one, with the
   * settings that the older one did not have. Their values mean what the older version did, so that
   * the training continues as it began.
   *
   * @param begun every setting of the training by name
   */
  public static Map<String, Object> completed(Map<String, Object> begun) {
    Map<String, Object> completed = new LinkedHashMap<>(begun);
    Object batchSize = begun.get(BATCH_SIZE);
    if (batchSize != null) {
      // Versions without micro-batches learned from a whole batch at once.
      completed.putIfAbsent(MICRO_BATCH_SIZE, batchSize);
    }
    return completed;
  }

  /**
   * Reads settings from a document of this version or an older one. Other keys are passed over.
   *
   * @param document values by name, as a YAML or JSON parser returns them
   * @throws InvalidSettingException if a setting cannot have its value, or is there by two names
   * @throws BadModelException if the layers are malformed
   */
  public static PartialRecipe read(Map<?, ?> document) {
    Preset preset = null;
    Architecture network = null;
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : document.entrySet()) {
      String name = RENAMED.getOrDefault(entry.getKey(), String.valueOf(entry.getKey()));
      @Nullable Object value = entry.getValue();
      if (!name.equals(entry.getKey()) && document.containsKey(name)) {
        throw new InvalidSettingException(
            name, "'%s' is its former name; give one of the two".formatted(entry.getKey()));
      }
      if (name.equals(LAYERS)) {
        network = LayerNotation.read(Collections.singletonMap(LAYERS, value));
      } else if (name.equals(PRESET) && value != null) {
        preset = Preset.parse(value.toString());
      } else if (SETTINGS.containsKey(name) && value != null) {
        String text = value.toString();
        values.put(name, name.equals(AUGMENT) ? Augmentation.presentNotation(text) : text);
      }
    }
    return new PartialRecipe(preset, network, parse(values));
  }

  /**
   * Reads settings that a person typed.
   *
   * @param typed values by name
   * @throws InvalidSettingException if there is no such setting, or it cannot have its value
   */
  public static PartialRecipe readTyped(Map<String, String> typed) {
    Map<String, String> values = new LinkedHashMap<>(typed);
    String preset = values.remove(PRESET);
    return new PartialRecipe(preset == null ? null : Preset.parse(preset), null, parse(values));
  }

  private static Map<String, Setting.Change> parse(Map<String, String> values) {
    Map<String, Setting.Change> changes = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Setting<?> setting = SETTINGS.get(name);
          if (setting == null) {
            throw new InvalidSettingException(
                name,
                "there is no setting '%s'; there are %s"
                    .formatted(name, String.join(", ", new TreeSet<>(names()))));
          }
          changes.put(name, setting.read(value));
        });
    return changes;
  }

  /**
   * Returns the names of the settings in which two recipes differ, in the order of {@link #write}.
   */
  public static Set<String> differences(Recipe one, Recipe other) {
    Map<String, Object> values = write(one);
    Map<String, Object> others = write(other);
    Set<String> names = new LinkedHashSet<>(values.keySet());
    names.addAll(others.keySet());
    names.removeIf(name -> Objects.equals(values.get(name), others.get(name)));
    return names;
  }
}
