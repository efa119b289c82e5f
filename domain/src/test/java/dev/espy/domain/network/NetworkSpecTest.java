package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espy.domain.port.EngineSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {

  private static final NetworkSpec SPEC = EngineSamples.spec(1);

  @Test
  void dividesBatchesByTheLargestMicroBatch() {
    assertThat(EngineSamples.inMicroBatches(5, SPEC).microBatches(16))
        .isEqualTo(new MicroBatches(16, 4));
    assertThat(EngineSamples.inMicroBatches(16, SPEC).microBatches(16))
        .isEqualTo(new MicroBatches(16, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesMicroBatchesWithoutImages(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSamples.inMicroBatches(size, SPEC))
        .withMessage("micro-batch size " + size);
  }
}
