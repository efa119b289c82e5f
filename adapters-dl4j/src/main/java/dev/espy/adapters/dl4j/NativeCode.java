package dev.espy.adapters.dl4j;

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
 * ND4J's native code for a kind of device, as it lies on the class path.
 *
 * @param folder the folder in its jar
 * @param library the name of its library, without what systems put around it
 * @param extensions what may follow the platform in its name, in the order in which ND4J looks
 * @param unpackedBytes what it takes when unpacked, with some room
 */
record NativeCode(String folder, String library, List<String> extensions, long unpackedBytes) {

  /** For the processor; it was 397 MB at the largest, and 60 MB for oneDNN. */
  static final NativeCode CPU =
      new NativeCode(
          "org/nd4j/linalg/cpu/nativecpu/bindings",
          "jnind4jcpu",
          List.of("-onednn", "-onednn-avx512", "-onednn-avx2", "", "-avx2", "-avx512"),
          520_000_000);

  /** For NVIDIA's GPUs; it is 908 MB, and JavaCPP's libraries for CUDA 45. */
  static final NativeCode CUDA =
      new NativeCode(
          "org/nd4j/linalg/jcublas/bindings", "jnind4jcuda", List.of("-cudnn", ""), 1_000_000_000);

  /** Returns its name on the class path, such as linux-x86_64-onednn-avx2, if it is there. */
  Optional<String> name() {
    String platform = Loader.getPlatform();
    return extensions.stream()
        .map(extension -> platform + extension)
        .filter(name -> file(name) != null)
        .findFirst();
  }

  /**
   * Checks that it can be unpacked.
   *
   * @param name its name
   * @throws StorageException if it cannot
   */
  void checkCache(String name) {
    try {
      File cache = Loader.getCacheDir();
      URL library = file(name);
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
          "there is no folder that the native code of Deeplearning4j can be unpacked to: neither the home directory nor the temporary one can be written; choose one with -Dorg.bytedeco.javacpp.cachedir=DIR",
          e);
    }
  }

  /**
   * Checks that there is room to unpack it, where it has not been unpacked before.
   *
   * @param unpacked where one of its libraries will be
   * @param cache the folder that holds all of it
   * @param free bytes free there
   * @throws StorageException if there is not
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

  private @Nullable URL file(String name) {
    Properties platform = Loader.loadProperties();
    String file =
        platform.getProperty("platform.library.prefix", "")
            + library
            + platform.getProperty("platform.library.suffix", "");
    return NativeCode.class.getClassLoader().getResource(folder + "/" + name + "/" + file);
  }
}
