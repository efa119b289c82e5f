package dev.espy.adapters.dl4j.backend;

import dev.espy.domain.EspyException;
import dev.espy.domain.Remedy;
import dev.espy.domain.UnsupportedDeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Translates ND4J's failures into {@link UnsupportedDeviceException}: too little memory, and errors
 * of the GPU. ND4J has no exception classes for them, so their messages decide. Any other exception
 * is a bug and passes unchanged.
 *
 * @param gpu true if ND4J runs on a GPU
 * @param threads number of threads that compute; each needs memory of its own
 */
public record FailureTranslator(boolean gpu, int threads) {

  /**
   * Messages of JavaCPP, ND4J's memory manager and ND4J's native code. Error code 2 means "out of
   * memory" in CUDA and "allocation failed" in cuDNN.
   */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile(
          "(?<!de)allocation failed|(can't|can ?not|failed to) allocate|out of memory|bad_alloc|alloc_failed|cuda(Malloc|HostAlloc) failed|error code:? \\[2]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DEVICE_ERROR =
      Pattern.compile(
          "cuda|cublas|cudnn|cusolver|error code:? \\[|memcpy|Op \\[\\w+] execution failed",
          Pattern.CASE_INSENSITIVE);

  /**
   * Runs work and translates its failures.
   *
   * @param subject noun phrase for the content of the memory, such as {@code the network}
   * @param images the number of images in it; with 1, a smaller batch is no help
   * @param work the work to run
   * @return the work's result
   * @throws UnsupportedDeviceException if memory runs out or the GPU fails
   */
  public <T> T translate(String subject, int images, Supplier<T> work) {
    try {
      return work.get();
    } catch (EspyException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw outOfMemory(subject, images, e);
    } catch (RuntimeException e) {
      if (firstMessage(e, OUT_OF_MEMORY.asPredicate()).isPresent()) {
        throw outOfMemory(subject, images, e);
      }
      Optional<String> deviceError = firstMessage(e, DEVICE_ERROR.asPredicate());
      if (gpu && deviceError.isPresent()) {
        throw new UnsupportedDeviceException(
            "Deeplearning4j failed on the GPU (%s)"
                .formatted(deviceError.get().lines().findFirst().orElse("").strip()),
            e,
            Remedy.other("try again"),
            Remedy.USE_CPU);
      }
      throw e;
    }
  }

  private UnsupportedDeviceException outOfMemory(String subject, int images, Throwable cause) {
    List<Remedy> remedies = new ArrayList<>();
    if (threads > 1) {
      remedies.add(Remedy.FEWER_THREADS);
    }
    if (images > 1) {
      remedies.add(Remedy.SMALLER_BATCHES);
    }
    remedies.add(Remedy.SMALLER_IMAGES);
    // The limit of native memory is in proportion to that of the heap.
    remedies.add(gpu ? Remedy.USE_CPU : Remedy.twiceTheHeap());
    return new UnsupportedDeviceException(
        "the %smemory does not suffice for %s".formatted(gpu ? "GPU's " : "", subject),
        cause,
        remedies.toArray(Remedy[]::new));
  }

  /** Returns the first matching message of an exception and its causes. */
  private static Optional<String> firstMessage(Throwable thrown, Predicate<String> matches) {
    return Stream.iterate(thrown, e -> e != null, Throwable::getCause)
        .map(e -> text(e.getMessage()))
        .filter(matches)
        .findFirst();
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}
