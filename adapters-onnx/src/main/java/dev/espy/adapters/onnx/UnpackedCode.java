package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Keeps ONNX Runtime's native code unpacked in a folder of the user's. ONNX Runtime itself would
 * unpack it each time, which takes longer than all else that it does to start, and would leave a
 * temporary folder behind each time.
 */
final class UnpackedCode {

  private static final List<String> LIBRARIES = List.of(".so", ".dylib", ".dll");

  private UnpackedCode() {}

  /**
   * Unpacks what is not there yet, or not whole.
   *
   * @param cache the folder of all versions
   * @return the folder of this version, or nothing if there is no native code for this machine, or
   *     it cannot be kept there
   */
  static Optional<Path> in(Path cache) {
    URL library = library();
    try {
      if (library == null || !(library.openConnection() instanceof JarURLConnection connection)) {
        return Optional.empty();
      }
      JarFile jar = connection.getJarFile();
      Path folder =
          cache.resolve(Path.of(jar.getName()).getFileName() + "-native").resolve(platform());
      for (JarEntry entry : libraries(jar, connection.getEntryName())) {
        unpack(jar, entry, folder.resolve(nameOf(entry)));
      }
      return Optional.of(folder);
    } catch (IOException | StorageException e) {
      return Optional.empty();
    }
  }

  /** Returns whether there is native code for this machine. */
  static boolean isThere() {
    return library() != null;
  }

  private static @Nullable URL library() {
    return OrtEnvironment.class.getResource(
        "native/" + platform() + "/" + System.mapLibraryName("onnxruntime"));
  }

  /** Returns the machine as ONNX Runtime calls it, such as linux-x64. */
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return (system.startsWith("mac") ? "osx" : system.startsWith("win") ? "win" : "linux")
        + (List.of("amd64", "x86_64").contains(processor) ? "-x64" : "-" + processor);
  }

  private static List<JarEntry> libraries(JarFile jar, String one) {
    String folder = one.substring(0, one.lastIndexOf('/') + 1);
    return Collections.list(jar.entries()).stream()
        .filter(entry -> entry.getName().equals(folder + nameOf(entry)))
        .filter(entry -> LIBRARIES.stream().anyMatch(entry.getName()::endsWith))
        .toList();
  }

  private static String nameOf(JarEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
    if (Files.isRegularFile(target) && Files.size(target) == entry.getSize()) {
      return;
    }
    try (InputStream in = jar.getInputStream(entry);
        AtomicFile file = AtomicFile.open(target)) {
      in.transferTo(file.stream());
      file.commit();
    }
  }
}
