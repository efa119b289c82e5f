package dev.espy.adapters.dl4j;

import dev.espy.domain.EspyException;
import dev.espy.domain.UnsupportedDeviceException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to throw when ND4J fails for want of memory, or because of the GPU. It has no exceptions of
 * its own for that, only messages; anything else is a bug, and left as it is.
 *
 * @param gpu whether it runs on a GPU
 */
record Failures(boolean gpu) {

  /**
   * What JavaCPP says, ND4J's memory manager, and its native code; 2 is the number for this of CUDA
   * as well as of cuDNN.
   */
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "(?<!de)allocation failed|(can't|can ?not|failed to) allocate|out of memory|bad_alloc|alloc_failed|cuda(Malloc|HostAlloc) failed|error code:? \\[2]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DEVICE_FAILED =
      Pattern.compile(
          "cuda|cublas|cudnn|cusolver|error code:? \\[|memcpy|Op \\[\\w+] execution failed",
          Pattern.CASE_INSENSITIVE);

  /**
   * Returns what the work gives.
   *
   * @param what what it takes memory for, as messages call it
   * @throws UnsupportedDeviceException if the memory does not suffice, or the GPU fails
   */
  <T> T guard(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (EspyException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw outOfMemory(what, e);
    } catch (RuntimeException e) {
      if (message(e, NO_MEMORY.asPredicate()).isPresent()) {
        throw outOfMemory(what, e);
      }
      Optional<String> device = message(e, DEVICE_FAILED.asPredicate());
      if (gpu && device.isPresent()) {
        throw new UnsupportedDeviceException(
            "Deeplearning4j failed on the GPU (%s); try again, or on the CPU (--device cpu)"
                .formatted(device.get().lines().findFirst().orElse("").strip()),
            e);
      }
      throw e;
    }
  }

  private UnsupportedDeviceException outOfMemory(String what, Throwable cause) {
    return new UnsupportedDeviceException(
        gpu
            ? "the GPU's memory does not suffice for %s; use a smaller batch size (--batch-size), a smaller image size (--image-size), or the CPU (--device cpu)"
                .formatted(what)
            : "the memory does not suffice for %s; use a smaller batch size or a smaller image size"
                .formatted(what),
        cause);
  }

  /** Returns the first message that is of a kind, of an exception and what led to it. */
  private static Optional<String> message(Throwable thrown, Predicate<String> kind) {
    return Stream.iterate(thrown, e -> e != null, Throwable::getCause)
        .map(e -> text(e.getMessage()))
        .filter(kind)
        .findFirst();
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}
