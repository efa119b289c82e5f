package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.espy.domain.EspyException;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Loads ONNX Runtime and its native code, once. */
final class NativeCode {

  /** It would tell on standard error, with stack traces, what is said here in one sentence. */
  private static final Logger LOGGER = Logger.getLogger("ai.onnxruntime");

  /** Where ONNX Runtime looks for native code that is unpacked, if that is set. */
  private static final String PATH = "onnxruntime.native.path";

  /** What the native code takes when unpacked, with some room; it was 43 MB at the largest. */
  private static final long UNPACKED_BYTES = 60_000_000;

  private NativeCode() {}

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
    Path home = Path.of(System.getProperty("user.home"));
    // Without a home, that is "?". Then ONNX Runtime unpacks to the temporary folder.
    if (System.getProperty(PATH) == null && home.isAbsolute()) {
      UnpackedCode.in(home.resolve(".cache").resolve("espy"))
          .ifPresent(folder -> System.setProperty(PATH, folder.toString()));
    }
    if (System.getProperty(PATH) == null && !UnpackedCode.isThere()) {
      throw new UnsupportedDeviceException(
          "ONNX Runtime has no native code for this machine (%s); use --engine dl4j"
              .formatted(UnpackedCode.platform()));
    }
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
        "ONNX Runtime does not start on this machine (%s): %s; use --engine dl4j"
            .formatted(
                UnpackedCode.platform(),
                String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given")),
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
