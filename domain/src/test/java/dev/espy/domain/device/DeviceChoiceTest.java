package dev.espy.domain.device;

import static dev.espy.domain.fake.FixedGpus.gpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.fake.ExampleNeeds;
import dev.espy.domain.fake.FixedGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {

  private static final EngineNeeds ONNX_RUNTIME = ExampleNeeds.onnxRuntime(List.of());
  private static final EngineNeeds DEEPLEARNING4J = ExampleNeeds.deeplearning4j(List.of());
  private static final GpuFindings NONE =
      new NoneSeen(new Obstacle("nvidia-smi is not installed", "install it"));
  private static final Gpu A10 = gpu(0, "NVIDIA A10", "8.6");
  private static final Gpu H100 = gpu(1, "NVIDIA H100 PCIe", "9.0");

  @Test
  void forTheCpuNobodyLooksForGpus() {
    FixedGpus probe = new FixedGpus(new Seen(List.of(A10)));
    assertThat(DeviceChoice.of(DeviceRequest.CPU, probe::probe, ONNX_RUNTIME))
        .isEqualTo(new DeviceChoice(null, "ONNX Runtime runs on the CPU, as asked for"));
    assertThat(probe.asked()).isZero();
  }

  @Test
  void elseTheyLookOnce() {
    FixedGpus probe = new FixedGpus(new Seen(List.of(A10, H100)));
    DeviceChoice.of(DeviceRequest.AUTO, probe::probe, ONNX_RUNTIME);
    assertThat(probe.asked()).isOne();
  }

  @Test
  void withoutAGpuAutoTakesTheCpu() {
    assertThat(auto(NONE, ONNX_RUNTIME))
        .isEqualTo(
            new DeviceChoice(null, "ONNX Runtime runs on the CPU: nvidia-smi is not installed"));
  }

  @Test
  void withoutAGpuNoGpuCanBeHad() {
    assertThat(refusal("gpu", NONE, ONNX_RUNTIME))
        .isEqualTo("ONNX Runtime cannot run on a GPU: nvidia-smi is not installed; install it");
    assertThat(refusal("gpu:1", NONE, ONNX_RUNTIME))
        .isEqualTo("ONNX Runtime cannot run on a GPU: nvidia-smi is not installed; install it");
  }

  @Test
  void takesTheFirstGpuThatTheEngineCanUse() {
    assertThat(auto(seen(A10, H100), ONNX_RUNTIME))
        .isEqualTo(
            new DeviceChoice(
                A10,
                "ONNX Runtime runs on GPU 0 (NVIDIA A10), the first of 2 GPUs to have all that it needs"));
    assertThat(auto(seen(H100, A10), DEEPLEARNING4J))
        .isEqualTo(
            new DeviceChoice(
                A10,
                "Deeplearning4j runs on GPU 0 (NVIDIA A10), the first of 2 GPUs to have all that it needs: GPU 1 (NVIDIA H100 PCIe) has compute capability 9.0, but Deeplearning4j on CUDA 11.6 has code for 3.7 to 8.9 only"));
  }

  @Test
  void takesTheGpuThatWasAskedFor() {
    assertThat(choice("gpu:1", seen(A10, H100), ONNX_RUNTIME))
        .isEqualTo(
            new DeviceChoice(H100, "ONNX Runtime runs on GPU 1 (NVIDIA H100 PCIe), as asked for"));
  }

  @Test
  void noOtherGpuWillDoThanTheOneAskedFor() {
    assertThat(refusal("gpu:1", seen(A10, H100), DEEPLEARNING4J))
        .isEqualTo(
            "Deeplearning4j cannot run on a GPU: GPU 1 (NVIDIA H100 PCIe) has compute capability 9.0, but Deeplearning4j on CUDA 11.6 has code for 3.7 to 8.9 only; learn on the CPU, and predict with ONNX Runtime's CUDA provider");
    assertThat(refusal("gpu:2", seen(A10, H100), ONNX_RUNTIME))
        .isEqualTo(
            "ONNX Runtime cannot run on a GPU: there is no GPU 2 that this process may use, but there is GPU 0 (NVIDIA A10) and GPU 1 (NVIDIA H100 PCIe); choose one of these");
  }

  @Test
  void aGpuThatIsAloneIsNotTheFirst() {
    assertThat(choice("gpu", seen(A10), ONNX_RUNTIME).reason())
        .isEqualTo("ONNX Runtime runs on GPU 0 (NVIDIA A10), which has all that it needs");
  }

  @Test
  void whereNothingHelpsTheCpuIsLeft() {
    Gpu old = gpu(0, "Tesla K40c", "3.5");
    assertThat(refusal("gpu", seen(old, H100), DEEPLEARNING4J))
        .isEqualTo(
            "Deeplearning4j cannot run on a GPU: GPU 0 (Tesla K40c) has compute capability 3.5, but Deeplearning4j on CUDA 11.6 has code for 3.7 to 8.9 only; run on the CPU");
    assertThat(auto(seen(old, H100), DEEPLEARNING4J).reason()).endsWith("3.7 to 8.9 only");
  }

  @Test
  void ofSeveralObstaclesOneThatCanBeMendedIsNamed() {
    Version driver = new Version("550.54.15");
    Gpu full = new Gpu(1, 1, "NVIDIA A10", new Version("8.6"), driver, 23_028L, 3L, false);
    assertThat(refusal("gpu", seen(gpu(0, "Tesla K40c", "3.5"), full), ONNX_RUNTIME))
        .isEqualTo(
            "ONNX Runtime cannot run on a GPU: GPU 1 (NVIDIA A10) has 3 MiB of memory free, but ONNX Runtime needs 512; end what else runs on it (nvidia-smi lists that)");
  }

  @Test
  void whatCannotBeMendedIsNamedFirst() {
    Version old = new Version("418.67");
    Gpu worst = new Gpu(0, null, "Tesla K40c", new Version("3.5"), old, 1L, 1L, true);
    assertThat(obstacle(worst)).startsWith("GPU 0 (Tesla K40c) has compute capability 3.5");
    Gpu unknown = new Gpu(0, null, "Odd", null, old, 1L, 1L, true);
    assertThat(obstacle(unknown))
        .isEqualTo("the NVIDIA driver is 418.67, but CUDA 12 needs 525.60.13 or newer");
    Version recent = new Version("525.60.13");
    Gpu untold = new Gpu(0, null, "Odd", null, recent, 1L, 1L, true);
    assertThat(obstacle(untold))
        .isEqualTo("nvidia-smi does not tell the compute capability of GPU 0 (Odd)");
    Version known = new Version("8.0");
    Gpu sliced = new Gpu(0, null, "Odd", known, recent, 1L, 1L, true);
    assertThat(obstacle(sliced)).contains("is cut into slices");
    Gpu unnumbered = new Gpu(0, null, "Odd", known, recent, 1L, 1L, false);
    assertThat(obstacle(unnumbered)).contains("CUDA may number these GPUs otherwise");
    Gpu full = new Gpu(0, 0, "Odd", known, recent, 512L, 511L, false);
    assertThat(obstacle(full))
        .isEqualTo("GPU 0 (Odd) has 511 MiB of memory free, but ONNX Runtime needs 512");
    assertThat(ONNX_RUNTIME.obstacleTo(new Gpu(0, 0, "Odd", known, recent, 512L, 512L, false)))
        .isEmpty();
    assertThat(ONNX_RUNTIME.obstacleTo(new Gpu(0, 0, "Odd", known, recent, null, null, false)))
        .isEmpty();
  }

  @Test
  void theFirstThingThatIsNotInstalledIsNamed() {
    EngineNeeds needs =
        ExampleNeeds.onnxRuntime(
            List.of(
                Optional::empty,
                () -> Optional.of(new Obstacle("this build has no CUDA", "build the other one")),
                () -> Optional.of(new Obstacle("there is no cuDNN", "install it"))));
    assertThat(refusal("gpu", seen(A10), needs))
        .isEqualTo("ONNX Runtime cannot run on a GPU: this build has no CUDA; build the other one");
    assertThat(auto(seen(A10), needs))
        .isEqualTo(
            new DeviceChoice(
                null, "ONNX Runtime runs on the CPU: this build has no CUDA; build the other one"));
  }

  @Test
  void withoutAUsableGpuNobodyAsksWhatIsInstalled() {
    List<String> asked = new ArrayList<>();
    EngineNeeds needs =
        ExampleNeeds.deeplearning4j(
            List.of(
                () -> {
                  asked.add("CUDA");
                  return Optional.empty();
                }));
    auto(NONE, needs);
    auto(seen(H100), needs);
    assertThat(asked).isEmpty();
    auto(seen(A10), needs);
    assertThat(asked).containsExactly("CUDA");
  }

  private static GpuFindings seen(Gpu... gpus) {
    return new Seen(List.of(gpus));
  }

  private static DeviceChoice auto(GpuFindings findings, EngineNeeds needs) {
    return choice("auto", findings, needs);
  }

  private static DeviceChoice choice(String request, GpuFindings findings, EngineNeeds needs) {
    return DeviceChoice.of(DeviceRequest.parse(request), () -> findings, needs);
  }

  private static String refusal(String request, GpuFindings findings, EngineNeeds needs) {
    List<String> messages = new ArrayList<>();
    assertThatThrownBy(() -> choice(request, findings, needs))
        .isInstanceOfSatisfying(
            UnsupportedDeviceException.class, refusal -> messages.add(refusal.getMessage()));
    return messages.get(0);
  }

  private static String obstacle(Gpu gpu) {
    return ONNX_RUNTIME.obstacleTo(gpu).orElseThrow().what();
  }
}
