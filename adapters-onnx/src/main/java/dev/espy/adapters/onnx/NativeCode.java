package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.espy.domain.EspyException;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads ONNX Runtime's native code, once. Where it lies beside the libraries, as in Espy's own
 * distribution, it is loaded from there; else it is unpacked to the temporary folder each time.
 */
final class NativeCode {

  /** It would tell on standard error, with stack traces, what is said here in one sentence. */
  private static final Logger LOGGER = Logger.getLogger("ai.onnxruntime");

  /** What the native code takes when unpacked, with some room; it was 43 MB at the largest. */
  private static final long UNPACKED_BYTES = 60_000_000;

  /** ONNX Runtime's own property: the folder of its native code. */
  private static final String FOLDER = "onnxruntime.native.path";

  private NativeCode() {}

  /** Returns whether this build of ONNX Runtime has code for NVIDIA's GPUs; loads nothing. */
  static boolean hasCuda() {
    return has("onnxruntime_providers_cuda");
  }

  /** Returns whether a native library is to be had, in a folder or in the jar. */
  private static boolean has(String name) {
    String library = System.mapLibraryName(name);
    return folder().map(folder -> Files.exists(folder.resolve(library))).orElse(false)
        || OrtEnvironment.class.getResource("native/" + platform() + "/" + library) != null;
  }

  /** Returns the machine as ONNX Runtime calls it, such as linux-x64. */
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return (system.startsWith("mac") ? "osx" : system.startsWith("win") ? "win" : "linux")
        + (List.of("amd64", "x86_64").contains(processor) ? "-x64" : "-" + processor);
  }

  /** Returns the folder of the native code that was unpacked when Espy was built. */
  private static Optional<Path> folder() {
    String chosen = System.getProperty(FOLDER);
    if (chosen != null) {
      return Optional.of(Path.of(chosen));
    }
    try {
      Path jar =
          Path.of(NativeCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.of(jar.resolveSibling("onnxruntime")).filter(Files::isDirectory);
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /** A class that fails to load once fails for good, so there is one try. */
  private static final class Try {
    static final @Nullable OrtEnvironment ENVIRONMENT;
    static final @Nullable EspyException FAILURE;

    static {
      OrtEnvironment environment = null;
      EspyException failure = null;
      try {
        environment = tryToLoad();
      } catch (EspyException e) {
        failure = e;
      }
      ENVIRONMENT = environment;
      FAILURE = failure;
    }
  }

  /**
   * Loads ONNX Runtime, if that has not happened yet.
   *
   * @throws UnsupportedDeviceException if there is no native code for this machine
   * @throws StorageException if it cannot be unpacked
   */
  static OrtEnvironment load() {
    if (Try.ENVIRONMENT == null) {
      throw Try.FAILURE == null ? new IllegalStateException() : Try.FAILURE;
    }
    return Try.ENVIRONMENT;
  }

  private static OrtEnvironment tryToLoad() {
    LOGGER.setLevel(Level.OFF);
    if (!has("onnxruntime")) {
      throw new UnsupportedDeviceException(
          "ONNX Runtime has no native code for this machine (%s); use --engine dl4j"
              .formatted(platform()));
    }
    folder().ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
    File folder = new File(System.getProperty("java.io.tmpdir"));
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "espy");
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException | LinkageError | IllegalStateException e) {
      throw failure(e, folder, folder.getUsableSpace());
    }
  }

  /**
   * Returns what to tell a user for whom it did not load.
   *
   * @param folder where it was to be unpacked
   * @param free bytes free there
   */
  static EspyException failure(Throwable thrown, File folder, long free) {
    Throwable root = rootOf(thrown);
    if (root instanceof IOException || free < UNPACKED_BYTES) {
      return new StorageException(
          "the native code of ONNX Runtime cannot be unpacked to %s; make room for %,d MB there, choose another folder with -Djava.io.tmpdir=DIR, or use --engine dl4j"
              .formatted(folder, UNPACKED_BYTES / 1_000_000),
          thrown);
    }
    return new UnsupportedDeviceException(
        "ONNX Runtime does not start on this machine (%s, %s): %s; use --engine dl4j"
            .formatted(
                System.getProperty("os.name"), System.getProperty("os.arch"), root.getMessage()),
        thrown);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
