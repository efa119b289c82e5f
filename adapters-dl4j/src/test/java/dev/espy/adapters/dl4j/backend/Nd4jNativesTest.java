package dev.espy.adapters.dl4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.dl4j.ChildProcess;
import dev.espy.domain.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Nd4jNativesTest {

  @TempDir Path folder;

  @Test
  void saysThatThereIsNoneForAnUnknownMachine() throws Exception {
    String output =
        ChildProcess.run(Map.of(), List.of("-Dorg.bytedeco.javacpp.platform=plan9-mips"), 1);

    assertThat(output.lines())
        .containsExactly(
            "made Deeplearning4j 1.0.0-M2.1",
            "UnsupportedDeviceException: this build of Espy has no native code of Deeplearning4j"
                + " for plan9-mips; build it on this machine, which must be Linux or macOS (x86-64"
                + " or ARM) or Windows (x86-64)");
  }

  @Test
  void saysThatItCannotBeUnpackedAnywhere() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    String output =
        ChildProcess.run(
            Map.of(),
            List.of(
                "-Dorg.bytedeco.javacpp.cachedir=" + file,
                "-Duser.home=" + file,
                "-Djava.io.tmpdir=" + file),
            1);

    assertThat(output.lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("StorageException: there is no folder")
        .endsWith("choose a folder with -Dorg.bytedeco.javacpp.cachedir=DIR");
  }

  @Test
  void needsRoomOnlyIfItIsNotUnpackedYet() throws Exception {
    Path unpacked = folder.resolve("library");

    assertThatThrownBy(() -> Nd4jNatives.CPU.checkRoom(unpacked, folder, 123_456_789))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(folder + " has 123 MB left, but 520 MB are needed once");
    assertThatCode(() -> Nd4jNatives.CPU.checkRoom(unpacked, folder, 600_000_000))
        .doesNotThrowAnyException();
    Files.createFile(unpacked);
    assertThatCode(() -> Nd4jNatives.CPU.checkRoom(unpacked, folder, 0)).doesNotThrowAnyException();
  }

  @Test
  void saysThatTheMemoryDoesNotSuffice() throws Exception {
    String output =
        ChildProcess.run(
            Map.of(),
            List.of(
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=300m",
                "-Dorg.bytedeco.javacpp.maxretries=1"),
            30_000);

    assertThat(output.lines())
        .last()
        .asString()
        .matches(
            "UnsupportedDeviceException: the memory does not suffice for a batch of 30,000 images"
                + " of 28x28 grey; (use fewer threads, )?use smaller batches, use a smaller image size, or give Java a"
                + " heap of \\d+ MiB");
  }
}
