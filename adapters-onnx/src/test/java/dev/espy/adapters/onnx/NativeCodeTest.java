package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.espy.domain.EspyException;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading ONNX Runtime, in Java processes of their own, since it is loaded once for each. */
class NativeCodeTest {

  @TempDir Path folder;

  @Test
  void tellsNothingThatNobodyAskedFor() throws Exception {
    assertThat(run("-Djava.io.tmpdir=" + folder)).isEqualTo("classified\n");
  }

  /** Version 1.29.0 ended the JVM there: as soon as it was loaded, with a segmentation fault. */
  @Test
  void bearsALongCommandLine() throws Exception {
    assertThat(run("-Dlong=" + "/some/folder/of/many/library-1.0.jar:".repeat(1000)))
        .isEqualTo("classified\n");
  }

  @Test
  void isTakenFromAFolderWithoutBeingUnpacked() throws Exception {
    Path code = Files.createDirectory(folder.resolve("code"));
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      String name = System.mapLibraryName(library);
      try (InputStream in =
          OrtEnvironment.class.getResourceAsStream(
              "native/" + NativeCode.platform() + "/" + name)) {
        Files.copy(Objects.requireNonNull(in), code.resolve(name));
      }
    }
    Path temporary = Files.createDirectory(folder.resolve("temporary"));

    assertThat(run("-Donnxruntime.native.path=" + code, "-Djava.io.tmpdir=" + temporary))
        .isEqualTo("classified\n");

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void saysWhereItCannotBeUnpacked() throws Exception {
    Path missing = folder.resolve("missing");

    assertThat(run("-Djava.io.tmpdir=" + missing))
        .matches(
            "StorageException: the native code of ONNX Runtime cannot be unpacked to "
                + missing
                + "; make room .* or use another engine\n");
  }

  @Test
  void saysThatThereIsNoneForThisMachine() throws Exception {
    assertThat(run("-Dos.name=Mac OS X", "-Dos.arch=x86_64"))
        .isEqualTo(
            "UnsupportedDeviceException: ONNX Runtime has no native code for this machine (osx-x64); use another engine\n");
  }

  @Test
  void saysThatItDoesNotStart() throws Exception {
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      Files.writeString(folder.resolve(System.mapLibraryName(library)), "for another machine");
    }

    assertThat(run("-Donnxruntime.native.path=" + folder))
        .matches(
            "(?s).*UnsupportedDeviceException: ONNX Runtime does not start on this machine \\(.*\\): .*; use another engine\n");
  }

  /** ONNX Runtime's shutdown hook runs while an interrupted command still classifies. */
  @Test
  void worksAfterItsShutdownHookHasRun() throws Exception {
    assertThat(run("-Dmoment=after its hook")).isEqualTo("classified\n");
  }

  @Test
  void doesNotBlameTheMachineWhenJavaIsShuttingDown() throws Exception {
    assertThat(run("-Dmoment=shutdown"))
        .isEqualTo("CancellationException: stopped while ONNX Runtime was starting\n");
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NativeCodeTest.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.replace(System.lineSeparator(), "\n");
  }

  /** Classifies an image, at a moment that a system property may choose. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    switch (System.getProperty("moment", "start")) {
      case "shutdown" -> Runtime.getRuntime().addShutdownHook(new Thread(NativeCodeTest::classify));
      case "after its hook" -> {
        runHook(NativeCode.load());
        classify();
      }
      default -> classify();
    }
  }

  private static void runHook(OrtEnvironment environment) throws ReflectiveOperationException {
    Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
    Field handle = OrtEnvironment.class.getDeclaredField("nativeHandle");
    Constructor<?> hook =
        Class.forName("ai.onnxruntime.OrtEnvironment$OrtEnvCloser")
            .getDeclaredConstructor(long.class, long.class);
    AccessibleObject.setAccessible(new AccessibleObject[] {api, handle, hook}, true);
    ((Runnable) hook.newInstance(api.getLong(null), handle.getLong(environment))).run();
  }

  private static void classify() {
    NetworkSpec spec = EngineSamples.spec(1);
    try (Classifier classifier = new OnnxEngine().open(EngineSamples.model(spec))) {
      classifier.classify(EngineSamples.noise(spec, 1, 1));
      System.out.println("classified");
    } catch (EspyException | CancellationException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
