package dev.espy.adapters.dl4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.fake.ExampleRequirements;
import dev.espy.domain.fake.FixedGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Nd4jGpuRequirementsTest {

  private static DeviceChoice choose(DeviceRequest request, String capability, boolean built) {
    return DeviceChoice.of(
        request,
        () -> new GpuFindings.Seen(List.of(FixedGpus.gpu(0, "a card", capability))),
        Dl4jEngine.gpuRequirements(() -> built, (names, remedy) -> Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.2", "6.1", "7.0", "7.5", "8.0", "8.6", "8.9"})
  void runsFromKeplerToAda(String capability) {
    assertThat(choose(DeviceRequest.AUTO, capability, true).gpu()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5", "9.0", "10.0", "12.0"})
  void runsOnNothingElse(String capability) {
    assertThat(choose(DeviceRequest.AUTO, capability, true).gpu()).isNull();
    assertThatThrownBy(() -> choose(DeviceRequest.GPU, capability, true))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("has compute capability " + capability);
  }

  @Test
  void saysWhatToDoOnHopper() {
    assertThatThrownBy(() -> choose(DeviceRequest.GPU, "9.0", true))
        .hasMessageEndingWith("; learn on the CPU, and predict with ONNX Runtime on the GPU");
  }

  @Test
  void saysHowToBuildWhatIsMissing() {
    assertThatThrownBy(() -> choose(DeviceRequest.GPU, "8.6", false))
        .hasMessage(
            "Deeplearning4j cannot run on a GPU: this build has no code for GPUs; build Espy with mvn -Pcuda -DskipTests package");
  }

  @Test
  void asksForTheLibrariesThatItIsLinkedWith() {
    List<String> asked = new ArrayList<>();
    DeviceRequirements requirements =
        Dl4jEngine.gpuRequirements(
            () -> true,
            (names, remedy) -> {
              asked.addAll(names);
              return Optional.empty();
            });

    DeviceChoice.of(
        DeviceRequest.GPU,
        () -> new GpuFindings.Seen(List.of(FixedGpus.gpu(0, "a card", "8.6"))),
        requirements);

    assertThat(asked).contains("libcudart.so.11.0", "libcublas.so.11", "libcudnn.so.8");
    DeviceRequirements example = ExampleRequirements.deeplearning4j(List.of());
    assertThat(requirements.driver()).isEqualTo(example.driver());
    assertThat(requirements.capabilities()).isEqualTo(example.capabilities());
  }
}
