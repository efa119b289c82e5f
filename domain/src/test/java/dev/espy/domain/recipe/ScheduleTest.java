package dev.espy.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

  @Test
  void constantStaysAtThePeak() {
    assertThat(Schedule.CONSTANT.factor(0)).isEqualTo(1);
    assertThat(Schedule.CONSTANT.factor(1)).isEqualTo(1);
  }

  @Test
  void stepsFallToATenthTwice() {
    assertThat(Schedule.STEP.factor(0.49)).isEqualTo(1);
    assertThat(Schedule.STEP.factor(0.5)).isEqualTo(0.1);
    assertThat(Schedule.STEP.factor(0.75)).isEqualTo(0.01);
  }

  @Test
  void cosineRisesForATwentiethAndIsAtHalfOfThePeakInTheMiddleOfItsFall() {
    assertThat(Schedule.COSINE.factor(0)).isEqualTo(0.04);
    assertThat(Schedule.COSINE.factor(0.025)).isCloseTo(0.52, within(1e-9));
    assertThat(Schedule.COSINE.factor(0.05)).isEqualTo(1);
    assertThat(Schedule.COSINE.factor(0.525)).isCloseTo(0.5, within(1e-3));
    assertThat(Schedule.COSINE.factor(1)).isCloseTo(1e-4, within(1e-9));
  }

  @Test
  void oneCycleRisesForThreeTenths() {
    assertThat(Schedule.ONE_CYCLE.factor(0)).isCloseTo(0.04, within(1e-9));
    assertThat(Schedule.ONE_CYCLE.factor(0.15)).isCloseTo(0.52, within(1e-9));
    assertThat(Schedule.ONE_CYCLE.factor(0.3)).isEqualTo(1);
    assertThat(Schedule.ONE_CYCLE.factor(0.65)).isCloseTo(0.5, within(1e-3));
    assertThat(Schedule.ONE_CYCLE.factor(1)).isCloseTo(1e-4, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void neverLeavesItsRangeAndJumpsOnlyWhereItSteps(Schedule schedule) {
    double before = schedule.factor(0);
    for (int i = 1; i <= 1000; i++) {
      double factor = schedule.factor(i / 1000.0);
      assertThat(factor).isGreaterThan(0).isLessThanOrEqualTo(1);
      if (schedule != Schedule.STEP) {
        assertThat(factor).isCloseTo(before, within(0.02));
      }
      before = factor;
    }
  }
}
