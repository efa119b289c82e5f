package dev.espy.adapters.dl4j.backend;

import dev.espy.domain.StorageException;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * ND4J's native code for one kind of device, on the class path.
 *
 * @param folder path of its folder inside the jar
 * @param library base name of its shared library, without the system's prefix and suffix
 * @param extensions suffixes of the platform's name, such as {@code -onednn-avx2}, in the order of
 *     ND4J's search
 * @param unpackedBytes disk space of the unpacked libraries in bytes, rounded up
 */
public record Nd4jNatives(
    String folder, String library, List<String> extensions, long unpackedBytes) {

  /** The native code for the CPU: at most 397 MB, plus 60 MB for oneDNN. */
  public static final Nd4jNatives CPU =
      new Nd4jNatives(
          "org/nd4j/linalg/cpu/nativecpu/bindings",
          "jnind4jcpu",
          List.of("-onednn", "-onednn-avx512", "-onednn-avx2", "", "-avx2", "-avx512"),
          520_000_000);

  /** The native code for NVIDIA's GPUs: 908 MB, plus 45 MB for JavaCPP's CUDA libraries. */
  public static final Nd4jNatives CUDA =
      new Nd4jNatives(
          "org/nd4j/linalg/jcublas/bindings", "jnind4jcuda", List.of("-cudnn", ""), 1_000_000_000);

  /** Returns its name, such as linux-x86_64-onednn-avx2, or nothing if it is missing. */
  public Optional<String> name() {
    String platform = Loader.getPlatform();
    return extensions.stream()
        .map(extension -> platform + extension)
        .filter(name -> resource(name) != null)
        .findFirst();
  }

  /**
   * Checks that the native code can be unpacked.
   *
   * @param name name of the native code, from {@link #name}
   * @throws StorageException if no folder is writable or the disk is too full
   */
  void checkCache(String name) {
    try {
      File cache = Loader.getCacheDir();
      URL library = resource(name);
      if (library != null && library.openConnection() instanceof JarURLConnection jar) {
        Path unpacked =
            cache
                .toPath()
                .resolve(Path.of(jar.getJarFile().getName()).getFileName())
                .resolve(jar.getEntryName());
        checkRoom(unpacked, cache.toPath(), cache.getUsableSpace());
      }
    } catch (IOException e) {
      throw new StorageException(
          "there is no folder that the native code of Deeplearning4j can be unpacked to: neither the home directory nor the temporary directory is writable; choose a folder with -Dorg.bytedeco.javacpp.cachedir=DIR",
          e);
    }
  }

  /**
   * Checks that the disk has room, unless the native code is unpacked already.
   *
   * @param unpacked path of one unpacked library
   * @param cache folder of all unpacked libraries
   * @param free free disk space in bytes
   * @throws StorageException if there is too little space
   */
  void checkRoom(Path unpacked, Path cache, long free) {
    if (!Files.exists(unpacked) && free < unpackedBytes) {
      throw new StorageException(
          "%s has %,d MB left, but %,d MB are needed once to unpack the native code of Deeplearning4j; make room, or choose another folder with -D%s=DIR"
              .formatted(
                  cache,
                  free / 1_000_000,
                  unpackedBytes / 1_000_000,
                  "org.bytedeco.javacpp.cachedir"));
    }
  }

  private @Nullable URL resource(String name) {
    Properties platform = Loader.loadProperties();
    String file =
        platform.getProperty("platform.library.prefix", "")
            + library
            + platform.getProperty("platform.library.suffix", "");
    return Nd4jNatives.class.getClassLoader().getResource(folder + "/" + name + "/" + file);
  }
}
