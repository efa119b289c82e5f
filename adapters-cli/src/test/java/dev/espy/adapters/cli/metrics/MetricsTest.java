package dev.espy.adapters.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics metrics = new Metrics(registry);

  private double value(String name) {
    return registry.get(name).gauge().value();
  }

  @Test
  void aResumedTrainingHasTheEpochsBeforeTheInterruption() {
    metrics.epochsDone(7);
    metrics.epochsPlanned(10);

    assertThat(value("espy.epoch")).isEqualTo(7);
    assertThat(value("espy.epochs.planned")).isEqualTo(10);
    assertThat(registry.get("espy.epochs").counter().count()).isZero();
  }

  @Test
  void aFoldBeginsAnew() {
    metrics.epochsDone(7);
    metrics.foldStarted(2, 5);

    assertThat(value("espy.epoch")).isZero();
  }
}
