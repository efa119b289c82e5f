package dev.espy.application.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindLearningRateTest {

  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .batchSize(16)
          .patience(1)
          .build();

  @TempDir private Path folder;

  private final Recorder recorder = new Recorder();

  @Test
  void findsARateThatLearns() throws Exception {
    LearningRateCurve curve =
        new FindLearningRate(new ReferenceEngine())
            .run(
                new FindLearningRateRequest(Pictures.halves("train.csv", 100), SETTINGS, folder),
                RunControl.of(recorder));

    double rate = curve.suggestion().orElseThrow();
    assertThat(rate).isBetween(0.001, 1.0);
    assertThat(curve.points().get(0).loss()).isGreaterThan(curve.lowest().orElseThrow().smoothed());
    // More steps than an epoch of 100 images has.
    assertThat(curve.points()).hasSizeGreaterThan(7);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void givesTheSameCurveForTheSameSeed() {
    FindLearningRate find = new FindLearningRate(new ReferenceEngine());

    LearningRateCurve curve =
        find.run(
            new FindLearningRateRequest(Pictures.halves("train.csv", 40), SETTINGS, folder),
            RunControl.of(recorder));

    assertThat(
            find.run(
                new FindLearningRateRequest(Pictures.halves("train.csv", 40), SETTINGS, folder),
                RunControl.of(recorder)))
        .isEqualTo(curve);
    assertThat(
            find.run(
                new FindLearningRateRequest(
                    Pictures.halves("train.csv", 40), SETTINGS.toBuilder().seed(1).build(), folder),
                RunControl.of(recorder)))
        .isNotEqualTo(curve);
  }

  @Test
  void stopsWhenCancelled() {
    AtomicInteger asked = new AtomicInteger();
    FindLearningRate find = new FindLearningRate(new ReferenceEngine());

    assertThatThrownBy(
            () ->
                find.run(
                    new FindLearningRateRequest(
                        Pictures.halves("train.csv", 100), SETTINGS, folder),
                    new RunControl(recorder, () -> asked.incrementAndGet() > 10, System::nanoTime)))
        .isInstanceOf(CancellationException.class)
        .hasMessageStartingWith("stopped before all");
  }
}
