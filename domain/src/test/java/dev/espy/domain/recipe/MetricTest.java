package dev.espy.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.evaluation.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {

  private static final Scores SOME = new Scores(0.5, 0.8, 0.7, 0.6);

  @Test
  void looksAtItsOwnFigure() {
    assertThat(Metric.ACCURACY.better(new Scores(9, 0.81, 0, 0), SOME)).isTrue();
    assertThat(Metric.BALANCED_ACCURACY.better(new Scores(9, 0, 0.71, 0), SOME)).isTrue();
    assertThat(Metric.MACRO_F1.better(new Scores(9, 0, 0, 0.61), SOME)).isTrue();
    assertThat(Metric.LOSS.better(new Scores(0.4, 0, 0, 0), SOME)).isTrue();
    assertThat(Metric.LOSS.better(new Scores(0.6, 1, 1, 1), SOME)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void amongEqualsTheLowerLossIsBetterAndNothingIsBetterThanItself(Metric metric) {
    assertThat(metric.better(new Scores(0.4, 0.8, 0.7, 0.6), SOME)).isTrue();
    assertThat(metric.better(new Scores(0.6, 0.8, 0.7, 0.6), SOME)).isFalse();
    assertThat(metric.better(SOME, SOME)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotANumberIsTheWorst(Metric metric) {
    Scores broken = new Scores(Double.NaN, 1, 1, 1);
    assertThat(metric.better(broken, SOME)).isFalse();
    assertThat(metric.better(SOME, broken)).isTrue();
    assertThat(metric.better(broken, broken)).isFalse();
  }
}
