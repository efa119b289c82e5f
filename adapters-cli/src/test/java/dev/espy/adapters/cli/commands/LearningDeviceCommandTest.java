package dev.espy.adapters.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.fake.ExampleRequirements;
import dev.espy.domain.fake.FixedGpus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the line that the launcher reads: the first word, a space, the reason. */
class LearningDeviceCommandTest {

  private static final Gpu H100 = FixedGpus.gpu(0, "NVIDIA H100 PCIe", "9.0");
  private static final Gpu A10 = FixedGpus.gpu(1, "NVIDIA A10", "8.6");

  private static Outcome ask(List<Gpu> gpus, String line) {
    Installation.Part learning =
        new Installation.Part(
            ExampleRequirements.deeplearning4j(List.of()),
            () -> new EngineReport("none", null, Map.of()));
    Installation.Part predicting =
        new Installation.Part(ExampleRequirements.onnxRuntime(List.of()), learning.report());
    return Espy.on(
            new GpuFindings.Seen(gpus),
            new Installation(learning, predicting, gpu -> "GPU-" + gpu.index()))
        .run((Object[]) ("learning-device " + line).split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "train DATA, GPU-1 Deeplearning4j runs on GPU 1 (NVIDIA A10)",
    "train DATA --device gpu, GPU-1 Deeplearning4j runs on GPU 1 (NVIDIA A10)",
    "train --device gpu:1 DATA --epochs 3, GPU-1 Deeplearning4j runs on GPU 1 (NVIDIA A10)",
    "demo --dir D, GPU-1 Deeplearning4j runs on GPU 1 (NVIDIA A10)",
    "train DATA --device cpu, - Deeplearning4j runs on the CPU",
    "train DATA --device gpu:0, ! Deeplearning4j cannot run on a GPU: GPU 0 (NVIDIA H100 PCIe) has"
        + " compute capability 9.0",
  })
  void saysWhereACommandLearns(String line, String answer) {
    Outcome outcome = ask(List.of(H100, A10), line);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith(answer).hasLineCount(1).endsWith("\n");
  }

  @Test
  void onHopperAutoIsTheCpuAndGpuIsRefused() {
    assertThat(ask(List.of(H100), "train DATA").out())
        .startsWith("- Deeplearning4j runs on the CPU: GPU 0 (NVIDIA H100 PCIe) has compute");
    assertThat(ask(List.of(H100), "train DATA --device gpu").out())
        .startsWith("! Deeplearning4j cannot run on a GPU: GPU 0 (NVIDIA H100 PCIe) has compute")
        .contains("9.0", "learn on the CPU, and predict with ONNX Runtime's CUDA provider");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "trian DATA", "train DATA --device tpu", "train DATA --no"})
  void isSilentWhereTheCommandLineIsWrong(String line) {
    Outcome outcome = ask(List.of(A10), line);

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
  }
}
