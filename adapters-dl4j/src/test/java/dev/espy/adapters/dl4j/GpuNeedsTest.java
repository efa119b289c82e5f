package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.fake.ExampleNeeds;
import dev.espy.domain.fake.FixedGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuNeedsTest {

  private static final EngineNeeds READY =
      GpuNeeds.of(() -> true, (names, remedy) -> Optional.empty());

  private static DeviceChoice choose(DeviceRequest request, String capability, EngineNeeds needs) {
    Gpu card = FixedGpus.gpu(0, "card", capability);
    return DeviceChoice.of(request, () -> new GpuFindings.Seen(List.of(card)), needs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.2", "6.1", "7.0", "7.5", "8.0", "8.6", "8.9"})
  void learnsOnCardsUpToAda(String capability) {
    assertThat(choose(DeviceRequest.AUTO, capability, READY).gpu()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5", "9.0", "10.0", "12.0"})
  void hasNoCodeForOthers(String capability) {
    assertThat(choose(DeviceRequest.AUTO, capability, READY).gpu()).isNull();
    assertThatThrownBy(() -> choose(DeviceRequest.GPU, capability, READY))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("has compute capability " + capability)
        .hasMessageContaining("has code for 3.7 to 8.9 only");
  }

  @Test
  void saysHowToBuildWhatIsMissing() {
    EngineNeeds notBuilt = GpuNeeds.of(() -> false, (names, remedy) -> Optional.empty());

    assertThatThrownBy(() -> choose(DeviceRequest.GPU, "8.6", notBuilt))
        .hasMessage(
            "Deeplearning4j cannot run on a GPU: this build has no code for learning on GPUs; build Espy with mvn -Pcuda -DskipTests package");
  }

  @Test
  void asksForTheLibrariesThatItIsLinkedWith() {
    List<String> asked = new ArrayList<>();
    EngineNeeds needs =
        GpuNeeds.of(
            () -> true,
            (names, remedy) -> {
              asked.addAll(names);
              return Optional.of(new Obstacle("libcudnn.so.8 is not there", remedy));
            });

    assertThat(choose(DeviceRequest.AUTO, "8.6", needs).reason())
        .isEqualTo(
            "Deeplearning4j runs on the CPU: libcudnn.so.8 is not there; install CUDA 11.6 and cuDNN 8, or build Espy with mvn -Pcuda -Dcuda.redist -DskipTests package");
    assertThat(asked).contains("libcudart.so.11.0", "libcublas.so.11", "libcudnn.so.8");
  }

  @Test
  void isWhatTheRecordedMachinesAreDecidedBy() {
    EngineNeeds example = ExampleNeeds.deeplearning4j(READY.installed());

    assertThat(READY).isEqualTo(example);
  }
}
