package dev.espy.adapters.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that commands which need no engine load none. */
class EngineIsNotLoadedTest {

  private static final Pattern ENGINE =
      Pattern.compile("nd4j|deeplearning4j|javacpp|openblas|adapters-dl4j");

  @TempDir static Path shared;
  private static Path run;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
  }

  /** The whole program on another engine; run in a JVM that lacks Deeplearning4j. */
  static final class OnAnotherEngine {
    private OnAnotherEngine() {}

    public static void main(String[] args) {
      Path folder = Path.of(args[0]);
      Path run = Trained.onThree(folder);
      Path data = folder.resolve("data");
      Outcome validated = Espy.espy("validate", run, data);
      Outcome predicted = Espy.espy("predict", run, data, "-o", folder.resolve("p.csv"));
      Outcome inspected = Espy.espy("inspect", run);
      System.exit(validated.status() + predicted.status() + inspected.status());
    }
  }

  private static boolean isEngine(String entry) {
    return ENGINE.matcher(entry).find();
  }

  @Test
  void theWholeProgramRunsOnAnotherEngineWhereDeeplearning4jIsMissing() throws Exception {
    assertThat(ChildJvm.classPath()).anyMatch(EngineIsNotLoadedTest::isEngine);

    Outcome outcome =
        new ChildJvm(OnAnotherEngine.class, folder)
            .classPath(entry -> !isEngine(entry))
            .run(folder);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(folder.resolve("p.csv")).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "inspect RUN",
        "train --epochs 0 DATA",
        "trian DATA",
        "train --device gpu DATA"
      })
  void theShippedProgramDoesNotLoadItInVain(String line) throws Exception {
    Path loaded = folder.resolve("classes.log");

    Outcome outcome =
        new ChildJvm(Main.class, folder)
            .option("-Xlog:class+load:file=" + loaded)
            .run((Object[]) line.replace("RUN", run.toString()).split(" "));

    assertThat(outcome.status()).isIn(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.FAILED);
    assertThat(Files.readString(loaded))
        .contains("dev.espy.adapters.cli.wiring.Main ", "picocli.CommandLine ")
        .doesNotContain("org.nd4j", "org.deeplearning4j", "org.bytedeco")
        .doesNotContain("ai.onnxruntime.OrtEnvironment", "com.google.protobuf");
  }

  @Test
  void predictingTakesOnnxRuntimeAlone() throws Exception {
    Path loaded = folder.resolve("classes.log");

    Outcome outcome =
        new ChildJvm(Main.class, folder)
            .option("-Xlog:class+load:file=" + loaded)
            .classPath(entry -> !isEngine(entry) || entry.contains("adapters-dl4j"))
            .run("predict", run, shared.resolve("data"), "-o", folder.resolve("p.csv"));

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(Files.readString(loaded))
        .contains("ai.onnxruntime.OrtSession ")
        .doesNotContain("org.nd4j", "org.deeplearning4j", "org.bytedeco");
  }

  @Test
  void aMissingLibraryIsSaidInASentence() throws Exception {
    Outcome outcome =
        new ChildJvm(Main.class, folder)
            .classPath(entry -> !isEngine(entry) || entry.contains("adapters-dl4j"))
            .run("validate", run, shared.resolve("data"), "--engine", "dl4j");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err()).contains("espy: ", "NoClassDefFoundError").doesNotContain("\tat ");
  }
}
