package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import dev.espy.domain.Remedy;
import dev.espy.domain.UnsupportedDeviceException;
import java.util.Locale;
import java.util.stream.Stream;

/** Translates failures of ONNX Runtime on a valid model. */
final class Failures {

  private Failures() {}

  /**
   * Returns an {@link UnsupportedDeviceException} if memory or the device failed. Otherwise returns
   * an {@link IllegalStateException}: Espy created the graph, so its failure is a bug.
   */
  static RuntimeException of(OrtException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (Stream.of("failed to allocate memory", "bad_alloc", "bad allocation", "out of memory")
        .anyMatch(lower::contains)) {
      return outOfMemory(e);
    }
    return switch (e.getCode()) {
      case ORT_ENGINE_ERROR, ORT_EP_FAIL, ORT_DEVICE_RESET, ORT_NOT_IMPLEMENTED ->
          new UnsupportedDeviceException(
              "ONNX Runtime cannot run this network on this machine: %s"
                  .formatted(message.lines().findFirst().orElse("no reason given").strip()),
              e,
              Remedy.OTHER_ENGINE);
      default -> new IllegalStateException(e);
    };
  }

  /** Returns the exception for too little memory. */
  static UnsupportedDeviceException outOfMemory(Throwable cause) {
    return new UnsupportedDeviceException(
        "the memory does not suffice to run this network with ONNX Runtime",
        cause,
        Remedy.twiceTheHeap(),
        Remedy.SMALLER_BATCHES,
        Remedy.SMALLER_IMAGES);
  }
}
