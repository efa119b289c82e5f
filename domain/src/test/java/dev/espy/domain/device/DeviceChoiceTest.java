package dev.espy.domain.device;

import static dev.espy.domain.fake.FixedGpus.gpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.fake.ExampleRequirements;
import dev.espy.domain.fake.FixedGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {

  private static final DeviceRequirements ONNX_RUNTIME = ExampleRequirements.onnxRuntime(List.of());
  private static final DeviceRequirements DEEPLEARNING4J =
      ExampleRequirements.deeplearning4j(List.of());
  private static final GpuFindings NONE =
      new NoneSeen(new UnavailableReason("nvidia-smi is not installed", "install it"));
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
  void theFirstThingThatIsNotInstalledIsNamed() {
    DeviceRequirements requirements =
        ExampleRequirements.onnxRuntime(
            List.of(
                Optional::empty,
                () ->
                    Optional.of(
                        new UnavailableReason("this build has no CUDA", "build the other one")),
                () -> Optional.of(new UnavailableReason("there is no cuDNN", "install it"))));
    assertThat(refusal("gpu", seen(A10), requirements))
        .isEqualTo("ONNX Runtime cannot run on a GPU: this build has no CUDA; build the other one");
    assertThat(auto(seen(A10), requirements))
        .isEqualTo(
            new DeviceChoice(
                null, "ONNX Runtime runs on the CPU: this build has no CUDA; build the other one"));
  }

  @Test
  void withoutAUsableGpuNobodyAsksWhatIsInstalled() {
    List<String> asked = new ArrayList<>();
    DeviceRequirements requirements =
        ExampleRequirements.deeplearning4j(
            List.of(
                () -> {
                  asked.add("CUDA");
                  return Optional.empty();
                }));
    auto(NONE, requirements);
    auto(seen(H100), requirements);
    assertThat(asked).isEmpty();
    auto(seen(A10), requirements);
    assertThat(asked).containsExactly("CUDA");
  }

  private static GpuFindings seen(Gpu... gpus) {
    return new Seen(List.of(gpus));
  }

  private static DeviceChoice auto(GpuFindings findings, DeviceRequirements requirements) {
    return choice("auto", findings, requirements);
  }

  private static DeviceChoice choice(
      String request, GpuFindings findings, DeviceRequirements requirements) {
    return DeviceChoice.of(DeviceRequest.parse(request), () -> findings, requirements);
  }

  private static String refusal(
      String request, GpuFindings findings, DeviceRequirements requirements) {
    List<String> messages = new ArrayList<>();
    assertThatThrownBy(() -> choice(request, findings, requirements))
        .isInstanceOfSatisfying(
            UnsupportedDeviceException.class, refusal -> messages.add(refusal.getMessage()));
    return messages.get(0);
  }
}
