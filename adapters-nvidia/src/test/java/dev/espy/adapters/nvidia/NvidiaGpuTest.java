package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.fake.ExampleRequirements;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaGpuTest {

  private static final DeviceRequirements ONNX_RUNTIME = ExampleRequirements.onnxRuntime(List.of());

  @Test
  void ofSeveralReasonsOneThatTheUserCanRemoveIsNamed() {
    Version driver = Version.parse("550.54.15");
    NvidiaGpu full =
        new NvidiaGpu(1, 1, "NVIDIA A10", Version.parse("8.6"), driver, 23_028L, 3L, false);
    NvidiaGpu old =
        new NvidiaGpu(0, 0, "Tesla K40c", Version.parse("3.5"), driver, 16_384L, 16_384L, false);

    assertThatThrownBy(
            () ->
                DeviceChoice.of(
                    DeviceRequest.GPU, () -> new Seen(List.of(old, full)), ONNX_RUNTIME))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessage(
            "ONNX Runtime cannot run on a GPU: GPU 1 (NVIDIA A10) has 3 MiB of memory free, but ONNX Runtime needs 512; end what else runs on it (nvidia-smi lists that)");
  }

  @Test
  void aPermanentReasonIsNamedFirst() {
    Version old = Version.parse("418.67");
    Gpu worst = new NvidiaGpu(0, null, "Tesla K40c", Version.parse("3.5"), old, 1L, 1L, true);
    assertThat(reason(worst)).startsWith("GPU 0 (Tesla K40c) has compute capability 3.5");
    Gpu unknown = new NvidiaGpu(0, null, "Odd", null, old, 1L, 1L, true);
    assertThat(reason(unknown))
        .isEqualTo("the NVIDIA driver is 418.67, but CUDA 12 needs 525.60.13 or newer");
    Version recent = Version.parse("525.60.13");
    Gpu untold = new NvidiaGpu(0, null, "Odd", null, recent, 1L, 1L, true);
    assertThat(reason(untold))
        .isEqualTo("nvidia-smi does not tell the compute capability of GPU 0 (Odd)");
    Version known = Version.parse("8.0");
    Gpu sliced = new NvidiaGpu(0, null, "Odd", known, recent, 1L, 1L, true);
    assertThat(reason(sliced)).contains("is cut into slices");
    Gpu unnumbered = new NvidiaGpu(0, null, "Odd", known, recent, 1L, 1L, false);
    assertThat(reason(unnumbered)).contains("CUDA may number these GPUs otherwise");
    NvidiaGpu full = new NvidiaGpu(0, 0, "Odd", known, recent, 512L, 511L, false);
    assertThat(reason(full))
        .isEqualTo("GPU 0 (Odd) has 511 MiB of memory free, but ONNX Runtime needs 512");
    assertThat(
            new NvidiaGpu(0, 0, "Odd", known, recent, 512L, 512L, false)
                .unavailableFor(ONNX_RUNTIME))
        .isEmpty();
    assertThat(
            new NvidiaGpu(0, 0, "Odd", known, recent, null, null, false)
                .unavailableFor(ONNX_RUNTIME))
        .isEmpty();
  }

  @Test
  void factsTellWhatIsUnknown() {
    Version driver = Version.parse("550.54.15");
    Gpu gpu = new NvidiaGpu(0, 0, "Odd", null, driver, 23_028L, null, false);

    assertThat(gpu.facts().toString())
        .isEqualTo(
            "{capability=null, driver=550.54.15, total MiB=23028, free MiB=null, mig=false}");
  }

  private static String reason(Gpu gpu) {
    return gpu.unavailableFor(ONNX_RUNTIME).orElseThrow().problem();
  }
}
