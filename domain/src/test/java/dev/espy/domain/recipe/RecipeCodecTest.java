package dev.espy.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeCodecTest {

  private static final Recipe OTHER = RecipeTest.other();

  @ParameterizedTest
  @EnumSource
  void readsTheRecipeThatItWrote(Preset preset) {
    Recipe recipe = preset.recipe();
    assertThat(RecipeCodec.read(RecipeCodec.write(recipe)).recipe()).isEqualTo(recipe);
    assertThat(RecipeCodec.read(RecipeCodec.writeWithLayers(recipe)).recipe()).isEqualTo(recipe);
  }

  @Test
  void readsEverySettingThatItWrote() {
    assertThat(RecipeCodec.read(RecipeCodec.write(OTHER)).recipe()).isEqualTo(OTHER);
    assertThat(RecipeCodec.read(RecipeCodec.text(OTHER)).with(OTHER.network()).recipe())
        .isEqualTo(OTHER);
    assertThat(RecipeCodec.differences(OTHER, Recipe.standard()))
        .as("a setting in which the two recipes agree is not tested")
        .containsExactlyInAnyOrderElementsOf(RecipeCodec.names());
  }

  @Test
  void readsATimeLimitOfAnyLength() {
    Recipe recipe = Recipe.builder().timeLimit(Duration.ofMillis(90_500)).build();
    assertThat(RecipeCodec.write(recipe)).containsEntry("time-limit", "1m30.5s");
    assertThat(RecipeCodec.read(RecipeCodec.write(recipe)).recipe()).isEqualTo(recipe);
  }

  @Test
  void namesValuesAsPeopleTypeThem() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("validation", 0.3);
    expected.put("image-size", "5x6");
    expected.put("colour", "colour");
    expected.put("epochs", 9);
    expected.put("batch-size", 8);
    expected.put("micro-batch-size", 4);
    expected.put("optimizer", "sgd");
    expected.put("learning-rate", 0.1);
    expected.put("schedule", "cosine");
    expected.put("weight-decay", 0.125);
    expected.put("clip-norm", 2.5);
    expected.put("label-smoothing", 0.2);
    expected.put("ema-decay", 0.99);
    expected.put("augment", "shift=0.25,mixup=0.5");
    expected.put("class-weights", "auto");
    expected.put("patience", 2);
    expected.put("metric", "loss");
    expected.put("time-limit", "1h2m3s");
    expected.put("seed", Long.MIN_VALUE);
    expected.put("layers", List.of());
    assertThat(RecipeCodec.write(OTHER)).containsExactlyEntriesOf(expected);
    assertThat(RecipeCodec.write(Recipe.standard()))
        .containsEntry("image-size", "auto")
        .containsEntry("epochs", "5000 steps")
        .containsEntry("clip-norm", "none")
        .containsEntry("augment", "auto")
        .containsEntry("class-weights", "none")
        .containsEntry("patience", "none")
        .containsEntry("time-limit", "none")
        .containsEntry("preset", "fast");
    assertThat(RecipeCodec.write(Preset.TUTORIAL.recipe())).containsEntry("weight-decay", "auto");
  }

  @Test
  void aStrongerSourceWins() {
    PartialRecipe file = RecipeCodec.read(Map.of("epochs", 3, "seed", 7, "preset", "mlp"));
    PartialRecipe typed = RecipeCodec.readTyped(Map.of("seed", "0", "schedule", "STEP"));

    Recipe recipe = typed.over(file).recipe();

    assertThat(recipe)
        .isEqualTo(
            Preset.MLP.recipe().toBuilder().epochs(3).seed(0).schedule(Schedule.STEP).build());
  }

  @Test
  void aWordTakesBackTheNumberOfAWeakerSource() {
    PartialRecipe file = RecipeCodec.read(RecipeCodec.write(OTHER));
    PartialRecipe typed =
        RecipeCodec.readTyped(
            Map.of(
                "clip-norm",
                "none",
                "patience",
                "none",
                "time-limit",
                "none",
                "augment",
                "none",
                "image-size",
                "auto",
                "weight-decay",
                "auto"));

    Recipe recipe = typed.over(file).recipe();

    assertThat(recipe.optimization().clipNorm()).isNull();
    assertThat(recipe.stopping().patience()).isNull();
    assertThat(recipe.stopping().timeLimit()).isNull();
    assertThat(recipe.augmentation()).isEqualTo(Augmentation.NONE);
    assertThat(recipe.input().size()).isNull();
    assertThat(recipe.weightDecay()).isZero();
  }

  @Test
  void aNetworkOfOnesOwnHasTheTutorialsSettingsUnlessAPresetIsNamed() {
    Architecture own = new Architecture(List.of());
    PartialRecipe network = PartialRecipe.EMPTY.with(own);
    assertThat(network.recipe())
        .isEqualTo(Preset.TUTORIAL.recipe().toBuilder().network(own).build());
    assertThat(PartialRecipe.EMPTY.recipe()).isEqualTo(Preset.FAST.recipe());
    assertThat(network.over(RecipeCodec.read(Map.of("preset", "mlp"))).recipe())
        .isEqualTo(Preset.MLP.recipe().toBuilder().network(own).build());
    assertThat(RecipeCodec.readTyped(Map.of("preset", "mlp")).over(network).recipe())
        .isEqualTo(Preset.MLP.recipe());
  }

  @Test
  void readsTheNamesOfOlderFiles() {
    assertThat(
            RecipeCodec.read(Map.of("averaging", 0.5, "clip", 2, "augment", "shift,light=0.3"))
                .recipe())
        .isEqualTo(
            Recipe.builder()
                .emaDecay(0.5)
                .clipNorm(2.0)
                .augmentation(Augmentation.parse("shift,brightness-contrast=0.3"))
                .build());
    assertThat(RecipeCodec.names()).containsAll(RecipeCodec.renamed().values());
    assertThatThrownBy(() -> RecipeCodec.readTyped(Map.of("averaging", "0.5")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("there is no setting 'averaging'; there are augment, ");
  }

  /** Before there were micro-batches, a batch was learned from at once. */
  @Test
  void completesATrainingThatAnOlderVersionBegan() {
    Map<String, Object> older = new LinkedHashMap<>(RecipeCodec.write(OTHER));
    older.remove("micro-batch-size");

    assertThat(RecipeCodec.read(RecipeCodec.completed(older)).recipe())
        .isEqualTo(OTHER.toBuilder().microBatchSize(8).build());
    assertThat(RecipeCodec.read(older).recipe())
        .isEqualTo(OTHER.toBuilder().microBatchSize(16).build());
    assertThat(RecipeCodec.completed(RecipeCodec.write(OTHER))).isEqualTo(RecipeCodec.write(OTHER));
    assertThat(RecipeCodec.completed(Map.of("epochs", 3))).isEqualTo(Map.of("epochs", 3));
  }

  @Test
  void refusesASettingThatIsThereByTwoNames() {
    assertThatThrownBy(() -> RecipeCodec.read(Map.of("averaging", 0.9, "ema-decay", 0.9)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("'averaging' is its former name; give one of the two");
  }

  @Test
  void saysHowAnAugmentationIsNamedNow() {
    assertThatThrownBy(() -> RecipeCodec.readTyped(Map.of("augment", "shift,light=0.3")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("'light' is now 'brightness-contrast'");
  }

  @Test
  void passesOverWhatIsNoSetting() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("data", "train.csv");
    document.put("epochs", null);
    assertThat(RecipeCodec.read(document).recipe()).isEqualTo(Recipe.standard());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validation|1|'1' is not a number from 0 to below 1",
        "image-size|huge|'huge' is neither a number of pixels nor WIDTHxHEIGHT, nor auto",
        "image-size|5000|'5000' is not from 1 to 4096 pixels, nor auto",
        "colour|blue|'blue' is not one of auto, grey, colour",
        "epochs|many|'many' is not a whole number of at least 1, nor one followed by steps",
        "batch-size|0|'0' is not a whole number of at least 1",
        "micro-batch-size|0|'0' is not a whole number of at least 1",
        "micro-batch-size|all|'all' is not a whole number of at least 1",
        "batch-size|1.5|'1.5' is not a whole number of at least 1",
        "learning-rate|NaN|'NaN' is not a number above 0",
        "weight-decay|-1|'-1' is not a number of at least 0, nor auto",
        "clip-norm|0|'0' is not a number above 0, nor none",
        "schedule|linear|'linear' is not one of constant, step, cosine, one-cycle",
        "metric|f1|'f1' is not one of accuracy, balanced-accuracy, macro-f1, loss",
        "class-weights|yes|'yes' is not one of auto, none",
        "time-limit|0s|'0s' is not a length of time such as 90s, 30m, 2h or 1h30m, nor none",
        "seed|1e3|'1e3' is not a whole number",
        "image-size|10x123456|'10x123456' is not from 1 to 4096 pixels, nor auto",
        "augment|sepia|'sepia' is no augmentation",
      })
  void refusesWhatASettingCannotBe(String name, String value, String reason) {
    assertThatThrownBy(() -> RecipeCodec.read(Map.of(name, value)))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.setting()).isEqualTo(name))
        .hasMessageStartingWith(reason);
  }

  @Test
  void refusesAnAugmentationInItsOwnWords() {
    assertThatThrownBy(() -> RecipeCodec.readTyped(Map.of("augment", "light")))
        .hasMessage("'light' is now 'brightness-contrast'");
    assertThat(RecipeCodec.readTyped(Map.of("augment", "AUTO")).recipe().augmentation()).isNull();
  }

  @Test
  void refusesLayersThatAreNone() {
    assertThatThrownBy(() -> RecipeCodec.read(Map.of("layers", 3)))
        .isInstanceOf(BadModelException.class);
  }
}
