package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.EspyException;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading ONNX Runtime, in Java processes of their own, since it is loaded once for each. */
class NativeCodeTest {

  @TempDir Path folder;

  @Test
  void tellsNothingThatNobodyAskedFor() throws Exception {
    assertThat(run("-Djava.io.tmpdir=" + folder)).isEqualTo("classified\n");
  }

  @Test
  void saysWhereItCannotBeUnpacked() throws Exception {
    Path missing = folder.resolve("missing");

    assertThat(run("-Djava.io.tmpdir=" + missing))
        .matches(
            "StorageException: the native code of ONNX Runtime cannot be unpacked to "
                + missing
                + "; make room .* or use --engine dl4j\n");
  }

  @Test
  void saysThatItDoesNotStart() throws Exception {
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      Files.writeString(folder.resolve(System.mapLibraryName(library)), "for another machine");
    }

    assertThat(run("-Donnxruntime.native.path=" + folder))
        .matches(
            "(?s).*UnsupportedDeviceException: ONNX Runtime does not start on this machine \\(.*\\): .*; use --engine dl4j\n");
  }

  private static String run(String option) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(option, "-cp", System.getProperty("java.class.path")));
    command.add(NativeCodeTest.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.replace(System.lineSeparator(), "\n");
  }

  /** Classifies an image. */
  public static void main(String[] arguments) {
    NetworkSpec spec = EngineSamples.spec(1);
    try (Classifier classifier = new OnnxEngine().open(EngineSamples.model(spec))) {
      classifier.classify(EngineSamples.noise(spec, 1, 1));
      System.out.println("classified");
    } catch (EspyException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
