package dev.espy.adapters.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.cli.engines.EngineName;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.engines.LearningEngine;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.nvidia.CudaLibraries;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.fake.ExampleRequirements;
import dev.espy.domain.fake.FixedGpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedEnginesTest {

  private static final Gpu A10 = FixedGpus.gpu(0, "NVIDIA A10", "8.6");
  private static final Gpu H200 = FixedGpus.gpu(0, "NVIDIA H200", "9.0");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private ShippedEngines engines(Gpu gpu, @Nullable String decided) {
    Installation.Part learning =
        new Installation.Part(
            Dl4jEngine.gpuRequirements(() -> true, (names, remedy) -> Optional.empty()),
            () -> new EngineReport("none", null, Map.of()));
    Installation.Part predicting =
        new Installation.Part(ExampleRequirements.onnxRuntime(List.of()), learning.report());
    return new ShippedEngines(
        new FixedGpus(new Seen(List.of(gpu))),
        new Installation(learning, predicting, each -> "0"),
        decided);
  }

  @Test
  void whatTheLauncherDecidedIsNotDecidedAgain() {
    FixedGpus gpus = new FixedGpus(new Seen(List.of(A10)));
    Installation installation = engines(A10, null).installation();

    new ShippedEngines(gpus, installation, "- as the launcher said")
        .learning(DeviceRequest.GPU, 3, notes::add);

    assertThat(notes).containsExactly("as the launcher said");
    assertThat(gpus.asked()).isZero();
  }

  @Test
  void onAGpuTheOneThatTheLauncherLeftIsTaken() {
    engines(A10, "GPU-5a10 as the launcher said").learning(DeviceRequest.AUTO, 3, notes::add);

    assertThat(notes).containsExactly("as the launcher said");
    assertThatThrownBy(
            () -> engines(H200, "GPU-5a10 as said").learning(DeviceRequest.AUTO, 3, notes::add))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("has compute capability 9.0");
  }

  @Test
  void withoutTheLauncherThereIsNoGpuToLearnOn() {
    engines(A10, null).learning(DeviceRequest.AUTO, 3, notes::add);

    assertThat(notes)
        .containsExactly(
            "Deeplearning4j runs on the CPU: Java was not started with the libraries for a GPU;"
                + " start Espy with its launcher, espy");
    assertThatThrownBy(() -> engines(A10, null).learning(DeviceRequest.GPU, 3, notes::add))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessage(
            "Deeplearning4j cannot run on a GPU: Java was not started with the libraries for a GPU;"
                + " start Espy with its launcher, espy");
  }

  @Test
  void whatCannotBeMendedIsSaidFirst() {
    engines(H200, null).learning(DeviceRequest.AUTO, 3, notes::add);

    assertThat(notes)
        .singleElement()
        .asString()
        .contains("GPU 0 (NVIDIA H200) has compute capability 9.0")
        .contains("learn on the CPU, and predict with ONNX Runtime");
  }

  @Test
  void deeplearning4jClassifiesOnTheCpu() {
    assertThatThrownBy(
            () -> engines(A10, null).classifier(EngineName.DL4J, DeviceRequest.GPU, 3, notes::add))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessage("Deeplearning4j classifies on the CPU; use --engine onnx on a GPU");
  }

  @Test
  void enginesHaveTheGivenNumberOfThreads() {
    ShippedEngines engines = engines(A10, null);

    LearningEngine learning = engines.learning(DeviceRequest.CPU, 3, notes::add);

    assertThat(learning.learner()).extracting("threads").isEqualTo(3);
    assertThat(learning.classifier()).extracting("threads").isEqualTo(3);
    for (EngineName name : EngineName.values()) {
      assertThat(engines.classifier(name, DeviceRequest.CPU, 5, notes::add))
          .extracting("threads")
          .isEqualTo(5);
    }
    assertThat(EngineModule.export().apply(7)).extracting("threads").isEqualTo(7);
  }

  @Test
  void bothJarsHaveTheSameFolder() {
    CudaLibraries libraries = new CudaLibraries();
    CudaBuild expected = new CudaBuild(folder.resolve("lib-cuda"), libraries);

    assertThat(CudaBuild.of(folder.resolve("espy.jar"), libraries)).isEqualTo(expected);
    assertThat(CudaBuild.of(folder.resolve("lib-cuda/espy.jar"), libraries)).isEqualTo(expected);
  }

  @Test
  void aBuildHasWhatItsFolderHolds() throws IOException {
    CudaBuild build = new CudaBuild(folder.resolve("lib-cuda"), new CudaLibraries());
    List<String> libraries = List.of("libnobodyhasthis.so.11");
    assertThat(build.isThere()).isFalse();

    Files.createDirectory(build.folder());
    Files.createFile(build.folder().resolve("cuda-11.6-linux-x86_64.jar"));
    assertThat(build.isThere()).isFalse();

    Files.createFile(build.folder().resolve("nd4j-cuda-11.6-1.0.0-M2.1.jar"));
    assertThat(build.isThere()).isTrue();
    assertThat(build.missing(libraries, "install it"))
        .get()
        .extracting(UnavailableReason::advice)
        .isEqualTo("install it");

    Files.createFile(build.folder().resolve("cuda-11.6-linux-x86_64-redist.jar"));
    assertThat(build.missing(libraries, "install it")).isEmpty();
  }
}
