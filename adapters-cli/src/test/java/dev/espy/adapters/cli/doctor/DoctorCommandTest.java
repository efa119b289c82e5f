package dev.espy.adapters.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import dev.espy.domain.Remedy;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.fake.ExampleRequirements;
import dev.espy.domain.fake.FixedGpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {

  private static final EngineReport WELL =
      new EngineReport(
          "Engine 1",
          null,
          Map.of("native code", "linux-x86_64", "providers", List.of("CPU", "CUDA")));
  private static final GpuFindings NONE =
      new GpuFindings.NoneSeen(
          new UnavailableReason("nvidia-smi is not installed", "install the driver"));
  private static final GpuFindings TWO =
      new GpuFindings.Seen(
          List.of(
              FixedGpus.gpu(0, "NVIDIA H100 PCIe", "9.0"), FixedGpus.gpu(1, "NVIDIA A10", "8.6")));

  @TempDir Path folder;

  private static Espy on(GpuFindings gpus, Supplier<EngineReport> learning) {
    Supplier<Optional<UnavailableReason>> notBuilt =
        () ->
            Optional.of(new UnavailableReason("this build has no code for GPUs", "build another"));
    return Espy.on(
        gpus,
        new Installation(
            new Installation.Part(ExampleRequirements.deeplearning4j(List.of()), learning),
            new Installation.Part(ExampleRequirements.onnxRuntime(List.of(notBuilt)), () -> WELL),
            gpu -> ""));
  }

  @Test
  void tellsAPersonWhatItFinds() {
    Outcome outcome = on(TWO, () -> WELL).run("doctor");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("All is well: Espy can train and predict on this machine.\n")
        .contains("Java " + System.getProperty("java.version"))
        .containsPattern("\n  --threads         [1-9][0-9,]* by default, (one per|from)")
        .contains("learning    Engine 1\n", "  native code       linux-x86_64\n")
        .contains("  providers         CPU, CUDA\n")
        .contains("  --device auto     Deeplearning4j runs on GPU 1 (NVIDIA A10), the first of 2")
        .contains(
            "GPU 0       NVIDIA H100 PCIe; capability 9.0; free MiB 22,515; mig no\n"
                + "  learning          NO: Deeplearning4j cannot run on a GPU: GPU 0 (NVIDIA H100"
                + " PCIe) has compute capability 9.0")
        .contains("  learning          yes: Deeplearning4j runs on GPU 1 (NVIDIA A10)")
        .contains(
            "  predicting        NO: ONNX Runtime cannot run on a GPU: this build has no code")
        .doesNotContain("null", "PROBLEM");
  }

  @Test
  void saysWhyThereIsNoGpu() {
    assertThat(on(NONE, () -> WELL).run("doctor").out())
        .endsWith("GPU         none: nvidia-smi is not installed; install the driver\n");
  }

  @Test
  void problemsComeFirstAndAreAFailure() {
    EngineReport ill =
        new EngineReport(
            "Engine 1",
            new UnsupportedDeviceException("the cache is full", Remedy.OTHER_ENGINE),
            Map.of());

    Outcome outcome = on(NONE, () -> ill).run("doctor");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.out())
        .startsWith("PROBLEM     the cache is full; use another engine with --engine dl4j.\n")
        .contains("learning    Engine 1: see above\n")
        .doesNotContain("All is well");
  }

  @Test
  void anEngineThatDoesNotLoadIsAProblemToo() {
    Outcome outcome =
        on(
                NONE,
                () -> {
                  throw new NoClassDefFoundError("org/nd4j/Nd4j");
                })
            .run("doctor", "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.json().get("works").booleanValue()).isFalse();
    assertThat(outcome.json().get("problems").get(0).stringValue())
        .contains("Deeplearning4j does not load", "org/nd4j/Nd4j", "build Espy again");
  }

  @Test
  void printsTheJsonOfTheContract() {
    JsonNode json = on(TWO, () -> WELL).run("doctor", "--json").json();

    assertThat(json.propertyNames())
        .containsExactly(
            "espy",
            "works",
            "problems",
            "java",
            "system",
            "processor",
            "memory",
            "learning",
            "predicting",
            "noGpu",
            "gpus");
    assertThat(json.get("java").propertyNames())
        .containsExactlyInAnyOrder("version", "vendor", "home");
    assertThat(json.get("system").propertyNames())
        .containsExactlyInAnyOrder("name", "version", "architecture");
    assertThat(json.get("processor").propertyNames())
        .containsExactly("model", "features", "processors", "threads", "threadsFrom");
    assertThat(json.get("memory").propertyNames()).containsExactlyInAnyOrder("totalMiB", "heapMiB");
    assertThat(json.get("learning").propertyNames())
        .containsExactly("engine", "problem", "facts", "auto");
    assertThat(json.get("learning").get("facts").get("nativeCode").stringValue())
        .isEqualTo("linux-x86_64");
    assertThat(json.get("learning").get("auto").get("device").stringValue()).isEqualTo("gpu:1");
    assertThat(json.get("predicting").get("auto").get("device").stringValue()).isEqualTo("cpu");
    assertThat(json.get("noGpu").isNull()).isTrue();
    JsonNode h100 = json.get("gpus").get(0);
    assertThat(h100.propertyNames())
        .containsExactly("index", "name", "capability", "freeMiB", "mig", "learning", "predicting");
    assertThat(h100.get("learning").propertyNames()).containsExactly("usable", "reason");
    assertThat(h100.get("learning").get("usable").booleanValue()).isFalse();
    assertThat(json.get("gpus").get(1).get("learning").get("usable").booleanValue()).isTrue();
  }

  /** The shipped program, its engines and a child process, on a machine with a new card. */
  @Test
  void looksAtTheRealMachine() throws Exception {
    install("0, GPU-1, NVIDIA B200, 10.0, 570.124.06, 183359, 182000, Disabled");

    Outcome outcome = doctor();

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    JsonNode json = JsonMapper.shared().readTree(outcome.out());
    assertThat(json.get("works").booleanValue()).isTrue();
    assertThat(json.get("processor").get("threads").intValue()).isEqualTo(3);
    assertThat(json.get("processor").get("threadsFrom").stringValue()).isEqualTo("OMP_NUM_THREADS");
    assertThat(json.get("learning").get("facts").propertyNames())
        .containsExactly(
            "nativeCode", "cache", "cacheFreeMiB", "oneDNN", "instructions", "memoryLimitMiB");
    assertThat(json.get("predicting").get("facts").propertyNames())
        .containsExactly("nativeCode", "providers");
    JsonNode card = json.get("gpus").get(0);
    assertThat(card.propertyNames())
        .containsExactly(
            "index",
            "name",
            "capability",
            "driver",
            "totalMiB",
            "freeMiB",
            "mig",
            "learning",
            "predicting");
    assertThat(card.get("capability").stringValue()).isEqualTo("10.0");
    assertThat(card.get("freeMiB").intValue()).isEqualTo(182_000);
    assertThat(card.get("mig").booleanValue()).isFalse();
    assertThat(card.get("learning").get("reason").stringValue())
        .contains("has compute capability 10.0", "has code for 3.7 to 8.9 only");
    assertThat(card.get("predicting").get("reason").stringValue())
        .contains("has code for 7.5 to 9.0, 12.0 and up only");
  }

  @Test
  void saysWhatKeepsTheEngineFromLoading() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    Outcome outcome =
        doctor(
            "-Dorg.bytedeco.javacpp.cachedir=" + file,
            "-Duser.home=" + file,
            "-Djava.io.tmpdir=" + file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err()).isEmpty();
    JsonNode problems = JsonMapper.shared().readTree(outcome.out()).get("problems");
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0).stringValue())
        .startsWith("there is no folder that the native code of Deeplearning4j can be unpacked to");
    assertThat(problems.get(1).stringValue())
        .startsWith("the native code of ONNX Runtime cannot be unpacked to " + file);
  }

  private Outcome doctor(String... options) throws IOException, InterruptedException {
    ChildJvm jvm =
        new ChildJvm(Main.class, folder)
            .environment("PATH", folder.toString())
            .environment("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
            .environment("OMP_NUM_THREADS", "3");
    for (String option : options) {
      jvm.option(option);
    }
    return jvm.run("doctor", "--json");
  }

  private void install(String table) throws IOException {
    Path program =
        SmallData.text(folder.resolve("nvidia-smi"), "#!/bin/sh\necho '" + table + "'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
