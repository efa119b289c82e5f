package dev.espy.domain.recipe;

import dev.espy.domain.Words;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recipes to start from: networks with the settings that suit them. */
public enum Preset {
  /** The recipe of the "Identify the Apparels" tutorial, a baseline to compare with. */
  TUTORIAL(
      """
      The network of the "Identify the Apparels" tutorial, trained as it does: Adam at a constant
      rate, no augmentation. A baseline to compare with. Takes images of 6 pixels a side or more.
      """,
      new Recipe.Builder(Architecture.tutorial()).build()),

  /** Two dense layers. */
  MLP(
      """
      Two dense layers. Very quick on small images, and a baseline for what convolutions give. No
      augmentation, since a shifted image is a new one to this network.
      """,
      TUTORIAL.recipe().toBuilder()
          .length(TrainingLength.steps(8000))
          .optimizer(OptimizerName.ADAMW)
          .learningRate(0.002)
          .schedule(Schedule.ONE_CYCLE)
          .weightDecay(0.02)
          .network(
              new Architecture(
                  List.of(
                      new Dense(256, Activation.RELU),
                      new Dropout(0.3),
                      new Dense(128, Activation.RELU),
                      new Dropout(0.3))))
          .build()),

  /** A small residual network. */
  FAST(
      """
      A small residual network: a few filters at full resolution, then three blocks that each
      halve the image and double the filters. A good model in a few minutes. About 300,000
      parameters.
      """,
      MLP.recipe().toBuilder()
          .length(TrainingLength.steps(5000))
          .learningRate(0.006)
          .weightDecay(0.05)
          .labelSmoothing(0.1)
          .emaDecay(0.999)
          .augmentation(null)
          .network(residual(16))
          .build()),

  /** A residual network with more filters. */
  ACCURATE(
      """
      A residual network like that of the preset fast, with half as many filters again: the most
      accurate preset, and the slowest. Trains on more of the images, too. About 35 minutes for
      60,000 images of 28x28 pixels on two cores. About 680,000 parameters.
      """,
      FAST.recipe().toBuilder()
          .validation(0.1)
          .length(TrainingLength.steps(18000))
          .learningRate(0.005)
          .augmentation(Augmentation.parse("shift=0.06,erase=0.25"))
          .network(residual(24))
          .build());

  /** The preset of a bare {@code espy train}. */
  public static final Preset STANDARD = FAST;

  /** The preset whose settings apply to a network of one's own. */
  public static final Preset FOR_OWN_NETWORK = TUTORIAL;

  /** The names of all presets, separated by commas. */
  public static final String NAMES = "tutorial, mlp, fast, accurate";

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // A recipe is immutable, but its lists do not say so.
  private final Recipe recipe;

  Preset(String description, Recipe recipe) {
    this.description = description;
    this.recipe = recipe;
  }

  /** Returns a few sentences for the user, in lines of at most 100 characters. */
  public String description() {
    return description;
  }

  /** Returns the recipe. */
  public Recipe recipe() {
    return recipe;
  }

  /** Returns the preset with this network. */
  public static Optional<Preset> of(Architecture network) {
    return Stream.of(values())
        .filter(preset -> preset.recipe.network().equals(network))
        .findFirst();
  }

  /**
   * Parses the name of a preset.
   *
   * @throws InvalidSettingException if there is no such preset
   */
  public static Preset parse(String name) {
    return Stream.of(values())
        .filter(preset -> preset.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    RecipeCodec.PRESET,
                    "there is no preset '%s'; there are %s".formatted(name, NAMES)));
  }

  /** Returns the name for users, such as {@code fast}. */
  @Override
  public String toString() {
    return Words.of(this);
  }

  private static Architecture residual(int filters) {
    return new Architecture(
        List.of(
            convolution(filters, 1),
            BatchNormalization.then(Activation.RELU),
            block(2 * filters),
            block(4 * filters),
            block(8 * filters),
            new GlobalAveragePooling()));
  }

  private static Layer block(int filters) {
    return new Residual(
        List.of(
            convolution(filters, 2),
            BatchNormalization.then(Activation.RELU),
            convolution(filters, 1),
            BatchNormalization.then(Activation.IDENTITY)),
        Activation.RELU);
  }

  private static Layer convolution(int filters, int stride) {
    return new Convolution(filters, 3, stride, Padding.SAME, Activation.IDENTITY, false);
  }
}
