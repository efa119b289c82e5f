package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.fake.FixedGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxGpuRequirementsTest {

  private static GpuFindings card(String name, String capability) {
    return new GpuFindings.Seen(List.of(FixedGpus.gpu(0, name, capability)));
  }

  private static DeviceChoice choose(DeviceRequest request, GpuFindings found, boolean built) {
    return DeviceChoice.of(
        request,
        () -> found,
        OnnxGpuRequirements.of(() -> built, (names, remedy) -> Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "Tesla T4, 7.5",
    "NVIDIA A100, 8.0",
    "NVIDIA GeForce RTX 4090, 8.9",
    "NVIDIA H100 PCIe, 9.0",
    "NVIDIA GeForce RTX 5090, 12.0",
    "of the next year, 13.0"
  })
  void runsOnTheCardsOfTodayAndTomorrow(String name, String capability) {
    DeviceChoice choice = choose(DeviceRequest.AUTO, card(name, capability), true);

    assertThat(choice.gpu()).extracting(Gpu::name).isEqualTo(name);
    assertThat(choice.reason()).startsWith("ONNX Runtime runs on GPU 0 (" + name + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.2", "6.1", "7.0", "10.0"})
  void hasNoCodeForOthers(String capability) {
    assertThat(choose(DeviceRequest.AUTO, card("other", capability), true).gpu()).isNull();
    assertThatThrownBy(() -> choose(DeviceRequest.GPU, card("other", capability), true))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("has compute capability " + capability)
        .hasMessageContaining("7.5 to 9.0, 12.0 and up only")
        .hasMessageEndingWith("; run on the CPU");
  }

  @Test
  void saysHowToBuildWhatIsMissing() {
    assertThatThrownBy(() -> choose(DeviceRequest.GPU, card("NVIDIA A100", "8.0"), false))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessage(
            "ONNX Runtime cannot run on a GPU: this build has no code for GPUs; build Espy with mvn -Ponnxruntime-gpu -DskipTests package");
  }

  @Test
  void asksForTheLibrariesThatItIsLinkedWith() {
    List<String> asked = new ArrayList<>();

    DeviceChoice choice =
        DeviceChoice.of(
            DeviceRequest.AUTO,
            () -> card("NVIDIA A100", "8.0"),
            OnnxGpuRequirements.of(
                () -> true,
                (names, remedy) -> {
                  asked.addAll(names);
                  return Optional.of(new UnavailableReason("libcudnn.so.9 is not there", remedy));
                }));

    assertThat(asked).contains("libcudart.so.12", "libcublas.so.12", "libcudnn.so.9");
    assertThat(choice.gpu()).isNull();
    assertThat(choice.reason())
        .startsWith("ONNX Runtime runs on the CPU: libcudnn.so.9 is not there");
  }
}
