package dev.espy.adapters.nvidia;

import dev.espy.domain.device.UnavailableReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for CUDA's shared libraries where the loader of a Linux machine does: in LD_LIBRARY_PATH,
 * in the folders of /etc/ld.so.conf, and in the system's folders. No library is loaded, so a
 * library that is found can still be for another processor.
 */
public final class CudaLibraries {

  private static final List<String> SYSTEM_FOLDERS =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib/aarch64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/lib",
          "/usr/lib");

  // Folders of CUDA's installers. The loader searches them only if it is configured to.
  private static final List<String> CUDA_HOMES = List.of("/usr/local", "/opt");
  private static final List<String> IN_CUDA_HOME =
      List.of("lib64", "targets/x86_64-linux/lib", "targets/sbsa-linux/lib");

  private static final Pattern COLON = Pattern.compile(":");
  private static final Pattern COMMENT = Pattern.compile("#.*");

  private final Path root;
  private final @Nullable String libraryPath;

  /** Searches this machine. */
  public CudaLibraries() {
    this(Path.of("/"), System.getenv("LD_LIBRARY_PATH"));
  }

  /**
   * Searches a folder as if it were a machine.
   *
   * @param root root of the file system
   * @param libraryPath value of LD_LIBRARY_PATH; null if unset
   */
  CudaLibraries(Path root, @Nullable String libraryPath) {
    this.root = root;
    this.libraryPath = libraryPath;
  }

  /**
   * Returns the reason for the first library that the loader does not find; nothing if it finds
   * all.
   *
   * @param names file names with the required version, such as {@code libcudart.so.12}
   * @param advice clause that says how to install them, such as {@code install CUDA 12 and cuDNN 9}
   */
  public Optional<UnavailableReason> missing(List<String> names, String advice) {
    Set<Path> searched = searched();
    Optional<String> missing =
        names.stream().filter(name -> in(searched, name).isEmpty()).findFirst();
    return missing.map(
        name ->
            in(cudaFolders(), name)
                .map(folder -> notSearched(name, "/" + root.relativize(folder)))
                .orElseGet(
                    () ->
                        new UnavailableReason(
                            "the library %s is not found".formatted(name), advice)));
  }

  private static UnavailableReason notSearched(String name, String folder) {
    return new UnavailableReason(
        "the library %s is in %s, where the system does not look for it".formatted(name, folder),
        "add this folder to the environment variable LD_LIBRARY_PATH");
  }

  private static Optional<Path> in(Set<Path> folders, String name) {
    return folders.stream().filter(folder -> Files.isRegularFile(folder.resolve(name))).findFirst();
  }

  private Set<Path> searched() {
    Set<Path> folders = new LinkedHashSet<>();
    if (libraryPath != null) {
      COLON
          .splitAsStream(libraryPath)
          .flatMap(folder -> onThisMachine(folder).stream())
          .forEach(folders::add);
    }
    Path configuration = root.resolve("etc/ld.so.conf");
    folders.addAll(configured(configuration));
    for (Path file : matching(root.resolve("etc/ld.so.conf.d"), name -> name.endsWith(".conf"))) {
      folders.addAll(configured(file));
    }
    SYSTEM_FOLDERS.stream().flatMap(folder -> onThisMachine(folder).stream()).forEach(folders::add);
    return folders;
  }

  private Set<Path> cudaFolders() {
    Set<Path> folders = new LinkedHashSet<>();
    for (String parent : CUDA_HOMES) {
      for (Path home :
          matching(root.resolve(parent.substring(1)), name -> name.startsWith("cuda"))) {
        IN_CUDA_HOME.forEach(folder -> folders.add(home.resolve(folder)));
      }
    }
    return folders;
  }

  private List<Path> configured(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
          .flatMap(folder -> onThisMachine(folder).stream())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Skips empty and relative entries: they mean the working directory, which has no CUDA. */
  private Optional<Path> onThisMachine(String folder) {
    try {
      return folder.startsWith("/")
          ? Optional.of(root.resolve(folder.substring(1)))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<Path> matching(Path folder, Predicate<String> name) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> name.test(String.valueOf(file.getFileName())))) {
      files.forEach(found::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
