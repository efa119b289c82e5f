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
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading ONNX Runtime, in Java processes of their own, since it is loaded once for each. */
class NativeCodeTest {

  private static final String DONE = "classified\n";

  @TempDir Path folder;

  @Test
  void isUnpackedOnceAndLeavesNothingElseBehind() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));

    assertThat(run("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary)).isEqualTo(DONE);

    assertThat(temporary).isEmptyDirectory();
    List<Path> unpacked = files(home);
    assertThat(unpacked)
        .extracting(file -> file.getFileName().toString())
        .contains(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
    List<FileTime> before = times(unpacked);

    assertThat(run("-Duser.home=" + home)).isEqualTo(DONE);

    assertThat(files(home)).isEqualTo(unpacked);
    assertThat(times(unpacked)).isEqualTo(before);
  }

  @Test
  void isUnpackedAgainWhereItIsNotWhole() throws Exception {
    Path cache = folder.resolve("cache");
    Path unpacked = UnpackedCode.in(cache).orElseThrow();
    Path library = unpacked.resolve(System.mapLibraryName("onnxruntime"));
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, Arrays.copyOf(whole, whole.length / 2));

    assertThat(UnpackedCode.in(cache)).contains(unpacked);

    assertThat(library).hasBinaryContent(whole);
  }

  @Test
  void startsWhereThereIsNoHome() throws Exception {
    Path home = Files.writeString(folder.resolve("home"), "not a folder");

    assertThat(run("-Duser.home=" + home, "-Djava.io.tmpdir=" + folder)).isEqualTo(DONE);
    assertThat(run("-Duser.home=?", "-Djava.io.tmpdir=" + folder)).isEqualTo(DONE);
    assertThat(Path.of("?")).doesNotExist();
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
  void saysThatThereIsNoneForThisMachine() throws Exception {
    assertThat(run("-Dos.name=Mac OS X", "-Dos.arch=x86_64"))
        .isEqualTo(
            "UnsupportedDeviceException: ONNX Runtime has no native code for this machine (osx-x64); use --engine dl4j\n");
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

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<FileTime> times(List<Path> files) throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file : files) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
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
