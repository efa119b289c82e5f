package dev.espy.application.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {

  private static final int STEPS_AN_EPOCH = 100;
  private static final long MILLIS = 1_000_000;

  private final Recorder recorder = new Recorder();
  private long now;
  private long stepNanos = 10 * MILLIS;
  private long validationNanos = 100 * MILLIS;

  /** Learns as the loop does, on a clock of its own, and returns how many steps were taken. */
  private long learn(@Nullable Duration limit, int epochs, long readingNanos, Runnable eachStep) {
    RunControl control = new RunControl(recorder, () -> false, () -> now);
    TimeBudget plan = new TimeBudget(limit, 0, STEPS_AN_EPOCH, 25, control);
    now = readingNanos;
    long total = (long) epochs * STEPS_AN_EPOCH;
    long step = 0;
    while (step < total) {
      plan.epochBegins();
      for (int i = 0; i < STEPS_AN_EPOCH && step < total; i++) {
        step++;
        now += step <= 2 ? 20 * stepNanos : stepNanos;
        eachStep.run();
        total = plan.stepTaken(step, total);
        assertThat(total).isGreaterThanOrEqualTo(step);
      }
      now += validationNanos;
    }
    return step;
  }

  private long learn(Duration limit, int epochs) {
    return learn(limit, epochs, 0, () -> {});
  }

  @Test
  void withoutALimitEverythingIsLearned() {
    assertThat(learn(null, 7, 0, () -> {})).isEqualTo(700);
    assertThat(recorder.notes).isEmpty();
  }

  @Test
  void whatFitsIsLearnedAndSaid() {
    assertThat(learn(Duration.ofMinutes(1), 7)).isEqualTo(700);
    assertThat(recorder.notes)
        .containsExactly(
            "All 7 epochs fit into the time limit of 1 min; the learning rate's schedule is planned"
                + " for that.");
  }

  @Test
  void wholeEpochsArePlannedAndEndWithinTheTime() {
    // An epoch takes 1.1 seconds.
    long steps = learn(Duration.ofSeconds(30), 1000);
    assertThat(steps).isEqualTo(2500);
    assertThat(now).isBetween(Duration.ofSeconds(27).toNanos(), Duration.ofSeconds(30).toNanos());
    assertThat(recorder.notes)
        .containsExactly(
            "25 epochs fit into the time limit of 30 s; the learning rate's schedule is planned for"
                + " that.");
    assertThat(recorder.plans).containsExactly(25);
  }

  @Test
  void readingCounts() {
    assertThat(learn(Duration.ofSeconds(30), 1000, Duration.ofSeconds(12).toNanos(), () -> {}))
        .isEqualTo(1400);
  }

  @Test
  void aPartOfAnEpochIsPlannedWhereNotEvenOneFits() {
    stepNanos = 100 * MILLIS;
    long steps = learn(Duration.ofSeconds(9), 1000);
    assertThat(steps).isBetween(20L, 50L);
    assertThat(now).isLessThanOrEqualTo(Duration.ofSeconds(9).toNanos());
    assertThat(recorder.notes)
        .singleElement()
        .asString()
        .contains(steps + " of 100 steps of epoch 1 fit into the time limit of 9 s");
  }

  @Test
  void whenItBecomesSlowerLessIsLearnedButTheTimeIsKept() {
    long steps =
        learn(
            Duration.ofSeconds(30),
            1000,
            0,
            () -> {
              if (now > 10_000 * MILLIS) {
                stepNanos = 20 * MILLIS;
              }
            });
    assertThat(steps).isBetween(1600L, 2000L);
    assertThat(now).isLessThan(Duration.ofSeconds(30).toNanos());
    assertThat(recorder.notes).hasSizeGreaterThan(1);
    assertThat(recorder.notes.get(1)).startsWith("It takes more time than planned: ");
  }

  @Test
  void aSlowBeginningCostsNoEpochs() {
    stepNanos = 40 * MILLIS;
    long steps =
        learn(
            Duration.ofSeconds(60),
            1000,
            0,
            () -> {
              if (now > 4_000 * MILLIS) {
                stepNanos = 10 * MILLIS;
              }
            });
    assertThat(steps).isBetween(4600L, 5200L);
    assertThat(now).isBetween(Duration.ofSeconds(54).toNanos(), Duration.ofSeconds(60).toNanos());
    assertThat(recorder.notes.get(1)).startsWith("It takes less time than planned: ");
  }

  @Test
  void slowValidationCounts() {
    validationNanos = 1000 * MILLIS;
    // It was guessed at a tenth of that.
    long steps = learn(Duration.ofSeconds(30), 1000);
    assertThat(steps).isEqualTo(1300);
    assertThat(now).isBetween(Duration.ofSeconds(25).toNanos(), Duration.ofSeconds(30).toNanos());
  }

  @Test
  void oneStepIsTakenEvenIfTheTimeIsOver() {
    assertThat(learn(Duration.ofSeconds(1), 10, Duration.ofSeconds(2).toNanos(), () -> {}))
        .isEqualTo(1);
  }
}
