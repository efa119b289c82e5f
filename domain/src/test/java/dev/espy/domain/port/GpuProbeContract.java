package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.device.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link GpuProbe}. */
public abstract class GpuProbeContract {

  private static final Gpu FIRST =
      new Gpu(
          0,
          0,
          "NVIDIA A10",
          new Version("8.6"),
          new Version("550.54.15"),
          23_028L,
          22_515L,
          false);
  private static final Gpu SECOND =
      new Gpu(1, 1, "NVIDIA A10", new Version("8.6"), new Version("550.54.15"), null, null, false);

  /** Returns a probe of a machine with these GPUs, all of the same type. */
  protected abstract GpuProbe seeing(List<Gpu> gpus) throws Exception;

  /** Returns a probe of a machine without a GPU. */
  protected abstract GpuProbe seeingNone() throws Exception;

  @Test
  void findsAllThatIsKnownOfEveryGpu() throws Exception {
    assertThat(seeing(List.of(FIRST, SECOND)).probe()).isEqualTo(new Seen(List.of(FIRST, SECOND)));
  }

  @Test
  void saysInOneLineWhyThereIsNoneAndWhatToDo() throws Exception {
    assertThat(seeingNone().probe())
        .isInstanceOfSatisfying(
            NoneSeen.class,
            none -> {
              assertThat(none.why().what()).isNotBlank().hasLineCount(1).doesNotEndWith(".");
              assertThat(none.why().remedy()).isNotBlank().hasLineCount(1).doesNotEndWith(".");
            });
  }

  @Test
  void canBeAskedAgain() throws Exception {
    GpuProbe probe = seeing(List.of(FIRST));
    assertThat(probe.probe()).isEqualTo(probe.probe());
  }
}
