package dev.espy.adapters.dl4j;

import dev.espy.domain.EspyException;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
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
import org.deeplearning4j.util.CrashReportingUtil;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads ND4J and its native code, once. What can go wrong is looked for first, because ND4J reports
 * it late and in a misleading way, or ends the whole process.
 */
final class NativeCode {

  /** What may follow the platform in the name of native code, in the order in which ND4J looks. */
  private static final List<String> EXTENSIONS =
      List.of("-onednn", "-onednn-avx512", "-onednn-avx2", "", "-avx2", "-avx512");

  /**
   * What the native code takes when unpacked, with some room; it was 397 MB at the largest, and 60
   * MB for oneDNN.
   */
  private static final long UNPACKED_BYTES = 520_000_000;

  private NativeCode() {}

  /** ND4J fails for good if it fails once, so there is one try. */
  private static final class Try {
    static final Optional<EspyException> FAILURE = failure();

    private static Optional<EspyException> failure() {
      try {
        tryToLoad();
        return Optional.empty();
      } catch (EspyException e) {
        return Optional.of(e);
      }
    }
  }

  /**
   * Loads ND4J, if that has not happened yet.
   *
   * @throws UnsupportedDeviceException if there is no native code for this machine
   * @throws StorageException if it cannot be unpacked
   */
  static void load() {
    if (Try.FAILURE.isPresent()) {
      throw Try.FAILURE.get();
    }
  }

  /** Returns the name of the native code on the class path, such as linux-x86_64-onednn-avx2. */
  static Optional<String> name() {
    String platform = Loader.getPlatform();
    return EXTENSIONS.stream()
        .map(extension -> platform + extension)
        .filter(name -> library(name) != null)
        .findFirst();
  }

  /**
   * Checks that there is room to unpack native code, where it has not been unpacked before.
   *
   * @param unpacked where one of its libraries will be
   * @param cache the folder that holds all of it
   * @param free bytes free there
   * @throws StorageException if there is not
   */
  static void checkRoom(Path unpacked, Path cache, long free) {
    if (!Files.exists(unpacked) && free < UNPACKED_BYTES) {
      throw new StorageException(
          "%s has %,d MB left, but %,d MB are needed once to unpack the native code of Deeplearning4j; make room, or choose another folder with -D%s=DIR"
              .formatted(
                  cache,
                  free / 1_000_000,
                  UNPACKED_BYTES / 1_000_000,
                  "org.bytedeco.javacpp.cachedir"));
    }
  }

  private static void tryToLoad() {
    String name =
        name()
            .orElseThrow(
                () ->
                    new UnsupportedDeviceException(
                        "this build of Espy has no native code of Deeplearning4j for %s; build it on this machine, which must be Linux or macOS (x86-64 or ARM) or Windows (x86-64)"
                            .formatted(Loader.getPlatform())));
    checkCache(name);
    // ND4J's report of itself is for its developers, and a network that runs out of memory would
    // leave a file in the working directory.
    System.getProperties().putIfAbsent(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    CrashReportingUtil.crashDumpsEnabled(false);
    try {
      // ND4J asks the same, but calls System.exit where the answer is no.
      if (!new Nd4jCpu().isMinimalRequirementsMet()) {
        throw new UnsupportedDeviceException(
            "this processor is too old for the native code in this build of Espy, %s; build it with -Dnd4j.natives=%s-onednn"
                .formatted(name, Loader.getPlatform()));
      }
      Nd4j.getBackend();
    } catch (EspyException e) {
      throw e;
    } catch (LinkageError | RuntimeException e) {
      throw new UnsupportedDeviceException(
          "the native code of Deeplearning4j for %s does not start on this machine: %s"
              .formatted(name, rootOf(e)),
          e);
    }
  }

  private static void checkCache(String name) {
    try {
      File cache = Loader.getCacheDir();
      URL library = library(name);
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

  private static @Nullable URL library(String name) {
    Properties platform = Loader.loadProperties();
    String file =
        platform.getProperty("platform.library.prefix", "")
            + "jnind4jcpu"
            + platform.getProperty("platform.library.suffix", "");
    return NativeCode.class
        .getClassLoader()
        .getResource("org/nd4j/linalg/cpu/nativecpu/bindings/" + name + "/" + file);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
