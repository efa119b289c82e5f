package dev.espy.adapters.cli.wiring;

import dev.espy.adapters.nvidia.CudaLibraries;
import dev.espy.domain.device.UnavailableReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The code for learning on GPUs. A build with the profile {@code cuda} puts it beside the
 * libraries; the launcher puts it on the class path if there is a GPU to learn on.
 *
 * @param folder folder of the code, which exists only in such a build
 * @param libraries the search for CUDA on the machine
 */
record CudaBuild(Path folder, CudaLibraries libraries) {

  private static final String FOLDER = "lib-cuda";

  /** Returns the code beside the jar of this program, or the code that has this jar in it. */
  static CudaBuild besideTheProgram() {
    try {
      Path program =
          Path.of(CudaBuild.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return of(program, new CudaLibraries());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static CudaBuild of(Path program, CudaLibraries libraries) {
    Path folder = program.resolveSibling(FOLDER);
    Path itself = program.resolveSibling("").normalize();
    return new CudaBuild(itself.endsWith(FOLDER) ? itself : folder, libraries);
  }

  /** Returns true if this build has the code. */
  boolean isThere() {
    return holds("nd4j-cuda-*.jar");
  }

  /** Returns the reason for the first library that neither this build nor the machine has. */
  Optional<UnavailableReason> missing(List<String> names, String advice) {
    return holds("cuda-*-redist.jar") ? Optional.empty() : libraries.missing(names, advice);
  }

  private boolean holds(String pattern) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      return found.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }
}
