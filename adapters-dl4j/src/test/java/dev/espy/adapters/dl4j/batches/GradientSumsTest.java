package dev.espy.adapters.dl4j.batches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.dl4j.backend.Backend;
import dev.espy.adapters.dl4j.backend.Workers;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientSumsTest {

  private static final int MICRO_BATCHES = 7;

  /** More than a worker adds at a time. */
  private static final int SIZE = 40_000;

  @BeforeAll
  static void load() {
    Backend.load(false);
  }

  /** Floats that are added in another order give another sum. */
  @ParameterizedTest
  @CsvSource({"1, 7", "2, 7", "3, 7", "2, 3", "1, 1", "3, 2"})
  void areTakenInTheOrderOfTheMicroBatches(int threads, int round) {
    float[][] gradients = new float[MICRO_BATCHES][SIZE];
    float[] expected = new float[SIZE];
    Random random = new Random(1);
    for (float[] gradient : gradients) {
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = (float) random.nextGaussian();
        expected[i] += gradient[i];
      }
    }
    try (Workers workers = Workers.onCpu(threads);
        GradientSums sums = new GradientSums(workers)) {
      for (int batch = 0; batch < 2; batch++) {
        for (int from = 0; from < MICRO_BATCHES; from += round) {
          int count = Math.min(round, MICRO_BATCHES - from);
          for (int slot = 0; slot < count; slot++) {
            sums.slot(slot, SIZE).floats(0, SIZE).put(0, gradients[from + slot]);
          }
          sums.add(count, from == 0);
        }
      }
      float[] total = new float[SIZE];
      sums.total().floats(0, SIZE).get(0, total);
      assertThat(total).isEqualTo(expected);
    }
  }

  @Test
  void takeAsManyMicroBatchesAtOnceAsMemoryAllows() {
    try (Workers workers = Workers.onCpu(3);
        GradientSums sums = new GradientSums(workers)) {
      assertThat(sums.round(1_000, 8)).isEqualTo(8);
      assertThat(sums.round(4_000_000, 8)).isEqualTo(4);
      assertThat(sums.round(400_000_000, 8)).as("one for each worker").isEqualTo(3);
      assertThat(sums.round(400_000_000, 2)).isEqualTo(2);
    }
  }
}
