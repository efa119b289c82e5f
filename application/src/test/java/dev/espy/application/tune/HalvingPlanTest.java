package dev.espy.application.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.training.Rung;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingPlanTest {

  /** Returns a plan as {@code trials x epochs, trials x epochs}. */
  private static String text(List<Rung> plan) {
    return plan.stream()
        .map(rung -> rung.trials() + "x" + rung.epochs())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "27, 10, 27x1 9x3 3x10",
    "18, 10, 18x1 6x3 2x10",
    "17, 10, 17x3 5x10",
    "9, 10, 9x3 3x10",
    "6, 10, 6x3 2x10",
    "5, 10, 5x10",
    "1, 10, 1x10",
    "81, 20, 81x1 27x2 9x7 3x20",
    "27, 5, 27x1 9x2 3x5",
    "27, 4, 27x1 9x4",
    "27, 3, 27x1 9x3",
    "27, 2, 27x1 9x2",
    "27, 1, 27x1",
    "1000, 1, 1000x1"
  })
  void eachRungHasAThirdOfTheTrialsForThreeTimesTheEpochs(
      int trials, int longest, String expected) {
    assertThat(text(HalvingPlan.of(trials, longest))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, 10, 81x1 27x3 9x10",
    "360, 20, 81x1 27x2 9x7 3x20",
    "84, 10, 27x1 9x3 3x10",
    "83.9, 10, 26x1 8x3 2x10",
    "30, 10, 15x1 5x3",
    "17, 10, 17x1",
    "10.5, 10, 10x1",
    "4, 10, 4x1",
    "0.2, 10, 1x1",
    "0, 1, 1x1",
    "Infinity, 10, 81x1 27x3 9x10"
  })
  void triesAsManySettingsAsThereIsTimeFor(double budget, int longest, String expected) {
    assertThat(text(HalvingPlan.within(budget, longest))).isEqualTo(expected);
  }

  @Test
  void takesNoMoreThanThereIsTimeForAndMakesUseOfIt() {
    for (int longest = 1; longest <= 40; longest++) {
      for (int budget = 1; budget < 600; budget++) {
        List<Rung> plan = HalvingPlan.within(budget, longest);
        assertThat(HalvingPlan.epochs(plan)).isLessThanOrEqualTo(budget);
        assertThat(plan.get(plan.size() - 1).epochs()).isLessThanOrEqualTo(longest);
        if (budget <= 81) {
          assertThat(HalvingPlan.epochs(plan)).isGreaterThan(budget / 3);
        }
      }
    }
  }

  @Test
  void countsTrainings() {
    assertThat(HalvingPlan.trainings(HalvingPlan.of(27, 10))).isEqualTo(39);
    assertThat(HalvingPlan.epochs(HalvingPlan.of(27, 10))).isEqualTo(84);
  }
}
