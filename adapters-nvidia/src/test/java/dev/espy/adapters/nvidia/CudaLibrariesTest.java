package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.device.UnavailableReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaLibrariesTest {

  private static final List<String> NAMES =
      List.of("libcudart.so.12", "libcublas.so.12", "libcudnn.so.9");
  private static final String REMEDY = "install CUDA 12 and cuDNN 9";

  @TempDir Path root;

  @Test
  void namesTheFirstThatIsMissing() throws Exception {
    put("usr/lib/x86_64-linux-gnu", "libcudart.so.12");
    assertThat(new CudaLibraries(root, null).missing(NAMES, REMEDY))
        .contains(new UnavailableReason("the library libcublas.so.12 is not found", REMEDY));
  }

  @Test
  void nothingIsMissingWhereAllAreThere() throws Exception {
    for (String name : NAMES) {
      put("usr/lib/x86_64-linux-gnu", name);
    }
    assertThat(new CudaLibraries(root, null).missing(NAMES, REMEDY)).isEmpty();
  }

  @Test
  void anotherVersionWillNotDo() throws Exception {
    put("usr/lib64", "libcudart.so.11.0", "libcudart.so", "libcudart.so.12.backup");
    assertThat(new CudaLibraries(root, null).missing(NAMES, REMEDY))
        .contains(new UnavailableReason("the library libcudart.so.12 is not found", REMEDY));
  }

  @Test
  void aLinkToNothingWillNotDo() throws Exception {
    Files.createDirectories(root.resolve("usr/lib64"));
    Files.createSymbolicLink(root.resolve("usr/lib64/libcudnn.so.9"), Path.of("libcudnn.so.9.1.0"));
    assertThat(new CudaLibraries(root, null).missing(List.of("libcudnn.so.9"), REMEDY)).isPresent();
    put("usr/lib64", "libcudnn.so.9.1.0");
    assertThat(new CudaLibraries(root, null).missing(List.of("libcudnn.so.9"), REMEDY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt/here", "/nowhere:/opt/here", ":/opt/here:", "here:/opt/here"})
  void looksInTheLibraryPath(String libraryPath) throws Exception {
    put("opt/here", "libcudnn.so.9");
    assertThat(new CudaLibraries(root, libraryPath).missing(List.of("libcudnn.so.9"), REMEDY))
        .isEmpty();
  }

  @Test
  void doesNotLookInTheWorkingDirectory() throws Exception {
    put("here", "libcudnn.so.9");
    assertThat(new CudaLibraries(root, "here::").missing(List.of("libcudnn.so.9"), REMEDY))
        .isPresent();
  }

  @Test
  void looksWhereTheLoaderIsToldTo() throws Exception {
    put("usr/local/cuda-12.4/targets/x86_64-linux/lib", "libcudart.so.12");
    put("opt/cudnn", "libcudnn.so.9");
    write("etc/ld.so.conf", "include ld.so.conf.d/*.conf\n/opt/cudnn # for Espy\n");
    write("etc/ld.so.conf.d/000_cuda.conf", "/usr/local/cuda-12.4/targets/x86_64-linux/lib\n");
    assertThat(
            new CudaLibraries(root, null)
                .missing(List.of("libcudart.so.12", "libcudnn.so.9"), REMEDY))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/local/cuda/lib64",
        "usr/local/cuda-12.4/lib64",
        "opt/cuda/targets/x86_64-linux/lib"
      })
  void saysWhereTheLoaderDoesNotLook(String folder) throws Exception {
    put(folder, "libcudart.so.12");
    assertThat(new CudaLibraries(root, null).missing(NAMES, REMEDY))
        .contains(
            new UnavailableReason(
                "the library libcudart.so.12 is in /%s, where the system does not look for it"
                    .formatted(folder),
                "add this folder to the environment variable LD_LIBRARY_PATH"));
    put(folder, "libcublas.so.12", "libcudnn.so.9");
    assertThat(new CudaLibraries(root, "/" + folder).missing(NAMES, REMEDY)).isEmpty();
  }

  private void put(String folder, String... names) throws IOException {
    for (String name : names) {
      write(folder + "/" + name, "");
    }
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }
}
