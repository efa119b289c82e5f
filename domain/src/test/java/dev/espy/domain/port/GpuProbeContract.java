package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import org.junit.jupiter.api.Test;

/** The contract of {@link GpuProbePort}. */
public abstract class GpuProbeContract {

  private static final String NAME = "NVIDIA A10";

  /**
   * Returns a probe on a machine with some GPUs of one name, each with 22515 MiB of free memory.
   */
  protected abstract GpuProbePort seeing(int count, String name) throws Exception;

  /** Returns a probe of a machine without a GPU. */
  protected abstract GpuProbePort seeingNone() throws Exception;

  @Test
  void findsEveryGpuInTheOrderOfTheirNumbers() throws Exception {
    assertThat(seeing(2, NAME).probe())
        .isInstanceOfSatisfying(
            Seen.class,
            seen -> {
              assertThat(seen.gpus()).extracting(Gpu::index).containsExactly(0, 1);
              assertThat(seen.gpus()).extracting(Gpu::ordinal).containsExactly(0, 1);
              assertThat(seen.gpus()).extracting(Gpu::name).containsExactly(NAME, NAME);
              assertThat(seen.gpus())
                  .allSatisfy(gpu -> assertThat(gpu.facts()).containsEntry("free MiB", 22_515L));
            });
  }

  @Test
  void saysInOneLineWhyThereIsNoneAndWhatToDo() throws Exception {
    assertThat(seeingNone().probe())
        .isInstanceOfSatisfying(
            NoneSeen.class,
            none -> {
              assertThat(none.why().problem()).isNotBlank().hasLineCount(1).doesNotEndWith(".");
              assertThat(none.why().advice()).isNotBlank().hasLineCount(1).doesNotEndWith(".");
            });
  }

  @Test
  void canBeAskedAgain() throws Exception {
    GpuProbePort probe = seeing(1, NAME);
    assertThat(probe.probe()).isEqualTo(probe.probe());
  }
}
