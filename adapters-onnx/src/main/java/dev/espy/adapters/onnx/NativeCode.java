package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.espy.domain.EspyException;
import dev.espy.domain.Remedy;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads ONNX Runtime's native code once. Espy's distribution has it in a folder beside the jars.
 * Without that folder ONNX Runtime unpacks it to the temporary folder at each start.
 */
final class NativeCode {

  /** ONNX Runtime's logger. It would print stack traces for failures that are reported here. */
  private static final Logger LOGGER = Logger.getLogger("ai.onnxruntime");

  /** Disk space of the unpacked native code in bytes, rounded up from 43 MB. */
  private static final long UNPACKED_BYTES = 60_000_000;

  /** ONNX Runtime's system property for the folder of its native code. */
  private static final String FOLDER = "onnxruntime.native.path";

  private NativeCode() {}

  /** Returns true if this build of ONNX Runtime has its CUDA provider. Loads nothing. */
  static boolean hasCuda() {
    return has("onnxruntime_providers_cuda");
  }

  /** Returns true if the folder or the jar has a native library. */
  private static boolean has(String name) {
    String library = System.mapLibraryName(name);
    return folder().map(folder -> Files.exists(folder.resolve(library))).orElse(false)
        || OrtEnvironment.class.getResource("native/" + platform() + "/" + library) != null;
  }

  /** Returns ONNX Runtime's name for this platform, such as linux-x64. */
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

  /** A class cannot be loaded after a failure, so this class initializer tries once. */
  private static final class Loading {
    static final @Nullable OrtEnvironment ENVIRONMENT;
    static final @Nullable RuntimeException FAILURE;

    static {
      OrtEnvironment environment = null;
      RuntimeException failure = null;
      try {
        environment = loadNow();
      } catch (EspyException | CancellationException e) {
        failure = e;
      }
      ENVIRONMENT = environment;
      FAILURE = failure;
    }
  }

  /**
   * Loads ONNX Runtime unless it is loaded.
   *
   * @throws UnsupportedDeviceException if this machine has no native code or cannot run it
   * @throws StorageException if the native code cannot be unpacked
   * @throws CancellationException if Java is shutting down
   */
  static OrtEnvironment load() {
    if (Loading.ENVIRONMENT == null) {
      throw Loading.FAILURE == null ? new IllegalStateException() : Loading.FAILURE;
    }
    return Loading.ENVIRONMENT;
  }

  private static OrtEnvironment loadNow() {
    LOGGER.setLevel(Level.OFF);
    if (!has("onnxruntime")) {
      throw new UnsupportedDeviceException(
          "ONNX Runtime has no native code for this machine (%s)".formatted(platform()),
          Remedy.OTHER_ENGINE);
    }
    folder().ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
    File folder = new File(System.getProperty("java.io.tmpdir"));
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "espy");
      environment.setTelemetry(false);
      keepUntilExit();
      return environment;
    } catch (OrtException | LinkageError | IllegalStateException e) {
      if (isShuttingDown()) {
        throw new CancellationException("stopped while ONNX Runtime was starting");
      }
      throw failure(e, folder, folder.getUsableSpace());
    }
  }

  /**
   * Keeps the environment alive after Ctrl-C, until the command has saved its work. ONNX Runtime's
   * own shutdown hook would release it at once. ONNX Runtime counts references to its environment,
   * and has no public method that only adds one.
   */
  private static void keepUntilExit() {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      create.setAccessible(true);
      create.invoke(
          null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue(), "espy");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("another version of ONNX Runtime", e);
    }
  }

  private static boolean isShuttingDown() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /**
   * Returns the exception for a failure to load.
   *
   * @param folder folder for the unpacked native code
   * @param free free disk space in that folder, in bytes
   */
  static EspyException failure(Throwable thrown, File folder, long free) {
    Throwable root = rootOf(thrown);
    if (root instanceof IOException || free < UNPACKED_BYTES) {
      return new StorageException(
          "the native code of ONNX Runtime cannot be unpacked to %s".formatted(folder),
          thrown,
          Remedy.other("make room for %,d MB there".formatted(UNPACKED_BYTES / 1_000_000)),
          Remedy.other("choose another folder with -Djava.io.tmpdir=DIR"),
          Remedy.OTHER_ENGINE);
    }
    return new UnsupportedDeviceException(
        "ONNX Runtime does not start on this machine (%s, %s): %s"
            .formatted(
                System.getProperty("os.name"), System.getProperty("os.arch"), root.getMessage()),
        thrown,
        Remedy.OTHER_ENGINE);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
