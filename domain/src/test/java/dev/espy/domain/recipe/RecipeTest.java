package dev.espy.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Optimizer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RecipeTest {

  /** A recipe that has nothing in common with the standard one. */
  static Recipe other() {
    return Recipe.builder()
        .imageSize(new ImageSize(5, 6))
        .colour(Colour.COLOUR)
        .network(new Architecture(List.of()))
        .optimizer(OptimizerName.SGD)
        .learningRate(0.1)
        .schedule(Schedule.COSINE)
        .batchSize(8)
        .microBatchSize(4)
        .clipNorm(2.5)
        .classWeights(true)
        .weightDecay(0.125)
        .labelSmoothing(0.2)
        .emaDecay(0.99)
        .augmentation(Augmentation.parse("shift=0.25,mixup=0.5"))
        .validation(0.3)
        .metric(Metric.LOSS)
        .epochs(9)
        .patience(2)
        .timeLimit(Duration.ofSeconds(3723))
        .seed(Long.MIN_VALUE)
        .build();
  }

  @Test
  void theStandardIsThePresetFast() {
    assertThat(Recipe.standard()).isEqualTo(Preset.FAST.recipe());
    assertThat(Recipe.builder().build()).isEqualTo(Recipe.standard());
  }

  @Test
  void theTutorialIsTheTutorials() {
    Recipe tutorial = Preset.TUTORIAL.recipe();
    assertThat(tutorial.network()).isEqualTo(Architecture.tutorial());
    assertThat(tutorial.optimizer()).isEqualTo(Optimizer.Adam.standard());
    assertThat(tutorial.optimization().learningRate()).isEqualTo(0.001);
    assertThat(tutorial.optimization().schedule()).isEqualTo(Schedule.CONSTANT);
    assertThat(tutorial.optimization().batchSize()).isEqualTo(128);
    assertThat(tutorial.optimization().microBatchSize()).isEqualTo(16);
    assertThat(tutorial.augmentation()).isEqualTo(Augmentation.NONE);
    assertThat(tutorial.stopping().length()).isEqualTo(TrainingLength.epochs(10));
    assertThat(tutorial.regularization().emaDecay()).isZero();
  }

  @Test
  void aBuilderKeepsWhatItIsNotTold() {
    Recipe all = other();
    assertThat(all.toBuilder().build()).isEqualTo(all);
    Recipe changed = all.toBuilder().seed(8).build();
    assertThat(changed.seed()).isEqualTo(8);
    assertThat(changed.toBuilder().seed(all.seed()).build()).isEqualTo(all);
  }

  @Test
  void refusesNumbersOutOfRange() {
    refuses(recipe -> recipe.imageSize(new ImageSize(0, 5)));
    refuses(recipe -> recipe.imageSize(new ImageSize(5, 4097)));
    refuses(recipe -> recipe.validation(1));
    refuses(recipe -> recipe.learningRate(0));
    refuses(recipe -> recipe.learningRate(Double.POSITIVE_INFINITY));
    refuses(recipe -> recipe.batchSize(0));
    refuses(recipe -> recipe.microBatchSize(0));
    refuses(recipe -> recipe.microBatchSize(-1));
    refuses(recipe -> recipe.clipNorm(0.0));
    refuses(recipe -> recipe.weightDecay(-0.1));
    refuses(recipe -> recipe.weightDecay(Double.NaN));
    refuses(recipe -> recipe.labelSmoothing(1));
    refuses(recipe -> recipe.emaDecay(1));
    refuses(recipe -> recipe.emaDecay(Double.NaN));
    refuses(recipe -> recipe.epochs(0));
    refuses(recipe -> recipe.patience(0));
    refuses(recipe -> recipe.timeLimit(Duration.ZERO));
  }

  private static void refuses(UnaryOperator<Recipe.Builder> change) {
    assertThatThrownBy(() -> change.apply(Recipe.builder()).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWeightDecayIsTheOptimisersUnlessItIsSet() {
    Recipe unset = Preset.TUTORIAL.recipe();
    assertThat(unset.weightDecay()).isZero();
    Recipe adamw = unset.toBuilder().optimizer(OptimizerName.ADAMW).build();
    assertThat(adamw.weightDecay()).isEqualTo(0.01);
    assertThat(adamw.optimizer())
        .isEqualTo(new Optimizer.Adam(0.9, 0.999, 1e-7, 0.01, Double.POSITIVE_INFINITY));
    assertThat(adamw.resolved().regularization().weightDecay()).isEqualTo(0.01);
    assertThat(unset.toBuilder().optimizer(OptimizerName.SGD).build().optimizer())
        .isEqualTo(Optimizer.Sgd.standard());
  }

  @Test
  void theOptimiserHasDecayAndClipNorm() {
    assertThat(other().optimizer()).isEqualTo(new Optimizer.Sgd(0.9, true, 0.125, 2.5));
    assertThat(Preset.FAST.recipe().toBuilder().clipNorm(1.0).build().optimizer())
        .isEqualTo(new Optimizer.Adam(0.9, 0.999, 1e-7, 0.05, 1));
  }

  @Test
  void adamHasNoWeightDecay() {
    assertThatThrownBy(() -> Recipe.builder().optimizer(OptimizerName.ADAM).build())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "adam does not support weight decay (got 0.05); use optimizer adamw, or weight-decay 0");
    assertThat(Recipe.builder().optimizer(OptimizerName.ADAM).weightDecay(0.0).build().optimizer())
        .isEqualTo(Optimizer.Adam.standard());
  }

  @Test
  void takesItsInputFromAShape() {
    Recipe recipe = Recipe.builder().input(new Shape(1, 6, 5)).build();
    assertThat(recipe.input()).isEqualTo(new Recipe.Input(new ImageSize(5, 6), Colour.GREY));
    assertThat(Recipe.Input.of(new Shape(3, 6, 5)).colour()).isEqualTo(Colour.COLOUR);
  }
}
