package dev.espy.application.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.recipe.OptimizerName;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

  private static final Recipe BASE =
      Preset.TUTORIAL.recipe().toBuilder()
          .learningRate(0.01)
          .optimizer(OptimizerName.ADAMW)
          .weightDecay(0.05)
          .augmentation(Augmentation.parse("shift=0.3"))
          .seed(7)
          .patience(2)
          .timeLimit(Duration.ofMinutes(1))
          .build();

  private static List<Candidate> draw(Recipe base, int from, int to) {
    SearchSpace space = new SearchSpace(base);
    return IntStream.range(from, to).mapToObj(space::draw).toList();
  }

  @Test
  void theFirstIsTheBaseButForWhenToStop() {
    Candidate first = new SearchSpace(BASE).draw(0);

    assertThat(first.recipe()).isEqualTo(BASE.toBuilder().patience(null).timeLimit(null).build());
    assertThat(first.described())
        .containsExactly(
            Map.entry("learning-rate", "0.01"),
            Map.entry("weight-decay", "0.05"),
            Map.entry("augment", "shift=0.3"),
            Map.entry("width", "1"));
  }

  @Test
  void nothingElseDiffers() {
    for (Candidate candidate : draw(BASE, 0, 30)) {
      Recipe recipe = candidate.recipe();
      assertThat(recipe.network()).isEqualTo(BASE.network().widened(candidate.width()));
      assertThat(
              recipe.toBuilder()
                  .learningRate(BASE.optimization().learningRate())
                  .weightDecay(BASE.weightDecay())
                  .network(BASE.network())
                  .augmentation(BASE.augmentation())
                  .patience(2)
                  .timeLimit(Duration.ofMinutes(1))
                  .build())
          .isEqualTo(BASE);
    }
  }

  @Test
  void ratesAreSpreadEvenlyFromAFifthToFiveTimesAsMuch() {
    isSpreadAbout(
        0.01,
        draw(BASE, 1, 26).stream().mapToDouble(c -> c.recipe().optimization().learningRate()));
    isSpreadAbout(0.05, draw(BASE, 1, 26).stream().mapToDouble(c -> c.recipe().weightDecay()));
  }

  private static void isSpreadAbout(double middle, DoubleStream values) {
    double[] drawn = values.sorted().toArray();
    assertThat(drawn[0]).isBetween(middle / 5, middle / 3);
    assertThat(drawn[drawn.length / 2]).isBetween(middle / 1.3, middle * 1.3);
    assertThat(drawn[drawn.length - 1]).isBetween(middle * 3, middle * 5);
  }

  @Test
  void evenAFewAreSpread() {
    for (long seed = 0; seed < 20; seed++) {
      List<Candidate> drawn = draw(BASE.toBuilder().seed(seed).build(), 1, 9);

      assertThat(drawn).extracting(Candidate::width).contains(0.5, 0.75, 1.0, 1.5);
      double[] rates =
          drawn.stream().mapToDouble(c -> c.recipe().optimization().learningRate()).toArray();
      assertThat(DoubleStream.of(rates).min().orElseThrow()).isLessThan(0.0045);
      assertThat(DoubleStream.of(rates).max().orElseThrow()).isGreaterThan(0.022);
    }
  }

  @Test
  void everyWidthAndAugmentationHasItsTurn() {
    List<Candidate> drawn = draw(BASE, 1, 25);

    assertThat(drawn).extracting(Candidate::width).contains(0.5, 0.75, 1.0, 1.5);
    assertThat(drawn)
        .extracting(candidate -> candidate.described().get("augment"))
        .contains("none", "auto", "shift=0.3", "shift=0.3,erase=0.25")
        .contains("shift=0.3,rotate=10,scale=0.1")
        .hasSize(24);
  }

  @Test
  void imagesAreMirroredOnlyWhereTheBaseSaysSoOrTheDataDo() {
    assertThat(augmentations(Augmentation.parse("flip")))
        .containsOnly(
            "flip=0.5",
            "none",
            "auto",
            "shift=0.08,flip=0.5",
            "shift=0.08,flip=0.5,erase=0.25",
            "shift=0.08,rotate=10,scale=0.1,flip=0.5");
    for (Augmentation base : new Augmentation[] {null, Augmentation.NONE}) {
      assertThat(augmentations(base))
          .containsOnly(
              "none",
              "auto",
              "shift=0.08",
              "shift=0.08,erase=0.25",
              "shift=0.08,rotate=10,scale=0.1");
    }
  }

  private static Stream<String> augmentations(@Nullable Augmentation base) {
    return draw(BASE.toBuilder().augmentation(base).build(), 0, 40).stream()
        .map(candidate -> candidate.described().get("augment"));
  }

  @Test
  void whereNothingDecaysNothingIsMadeToDecay() {
    Recipe base = BASE.toBuilder().optimizer(OptimizerName.SGD).weightDecay(null).build();

    assertThat(draw(base, 0, 20))
        .allSatisfy(
            candidate -> {
              assertThat(candidate.recipe().optimizer()).isEqualTo(base.optimizer());
              assertThat(candidate.described()).doesNotContainKey("weight-decay");
            });
  }

  @Test
  void aWidthThatMakesNoDifferenceIsNotTried() {
    Recipe softmax = BASE.toBuilder().network(new Architecture(List.of())).build();
    assertThat(draw(softmax, 0, 20)).extracting(Candidate::width).containsOnly(1.0);

    Architecture two = new Architecture(List.of(new Layer.Dense(2, Activation.TANH)));
    assertThat(draw(BASE.toBuilder().network(two).build(), 0, 40))
        .extracting(Candidate::width)
        .containsOnly(0.5, 1.0, 1.5);
  }

  @Test
  void theSameSeedDrawsTheSameAndAnotherSeedDrawsOthers() {
    assertThat(draw(BASE, 0, 9)).isEqualTo(draw(BASE, 0, 9));
    assertThat(draw(BASE.toBuilder().seed(8).build(), 1, 9))
        .extracting(Candidate::described)
        .doesNotContainAnyElementsOf(draw(BASE, 1, 9).stream().map(Candidate::described).toList());
  }
}
