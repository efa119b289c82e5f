package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.fake.ExampleRequirements;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the choice for each recorded machine and both engines with the expected one. */
class RecordingsTest {

  @TempDir Path folder;

  static Stream<Recording> recordings() throws Exception {
    return Recording.all();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void onnxRuntimeGetsADevice(Recording recording) throws Exception {
    check(recording, ExampleRequirements.onnxRuntime(List.of()));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void deeplearning4jGetsADevice(Recording recording) throws Exception {
    check(recording, ExampleRequirements.deeplearning4j(List.of()));
  }

  /** A shorter time limit than the real one, which NvidiaSmiTest tests. */
  @Test
  void aHangGetsTheCpu() throws Exception {
    NvidiaSmi probe =
        new FakeNvidiaSmi(folder)
            .install("exec sleep 600", "")
            .probe(Map.of(), Duration.ofMillis(50));
    for (DeviceRequirements requirements :
        List.of(
            ExampleRequirements.onnxRuntime(List.of()),
            ExampleRequirements.deeplearning4j(List.of()))) {
      assertThat(outcome(DeviceRequest.AUTO, probe, requirements))
          .isEqualTo(
              "cpu: %s runs on the CPU: %s/nvidia-smi did not answer within 50 ms"
                  .formatted(requirements.engine(), folder));
      assertThat(outcome(DeviceRequest.GPU, probe, requirements))
          .startsWith("refused: " + requirements.engine() + " cannot run on a GPU: ")
          .contains("did not answer within 50 ms; try again");
    }
  }

  @Test
  void thereAreManyMachines() throws Exception {
    assertThat(recordings()).hasSizeGreaterThanOrEqualTo(22);
  }

  private void check(Recording recording, DeviceRequirements requirements) throws Exception {
    NvidiaSmi probe = recording.install(folder);
    String comes =
        Stream.of(DeviceRequest.AUTO, DeviceRequest.GPU)
            .map(request -> request + " -> " + outcome(request, probe, requirements))
            .reduce((first, second) -> first + "\n" + second)
            .orElseThrow()
            .replace(folder.toString(), "/usr/bin");
    assertThat(comes).isEqualTo(recording.expected(requirements.engine()));
  }

  private static String outcome(
      DeviceRequest request, NvidiaSmi probe, DeviceRequirements requirements) {
    try {
      DeviceChoice choice = DeviceChoice.of(request, probe::probe, requirements);
      Gpu gpu = choice.gpu();
      return (gpu == null ? "cpu" : "CUDA device " + gpu.ordinal()) + ": " + choice.reason();
    } catch (UnsupportedDeviceException e) {
      return "refused: " + e.getMessage();
    }
  }
}
