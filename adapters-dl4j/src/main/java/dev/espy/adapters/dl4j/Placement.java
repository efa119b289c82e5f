package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.backend.FailureTranslator;
import dev.espy.adapters.dl4j.backend.Worker;
import java.util.function.Supplier;

/**
 * The place where a network computes.
 *
 * @param kernels the code that computes its layers
 * @param worker the threads that run its work
 * @param failures the translator of its device's failures
 */
record Placement(Kernels kernels, Worker worker, FailureTranslator failures) {

  /**
   * Runs work here and returns its result.
   *
   * @param subject noun phrase for the content of the memory, such as {@code the network}
   * @param images the number of images in it; with 1, a smaller batch is no help
   * @throws dev.espy.domain.UnsupportedDeviceException if memory runs out or the GPU fails
   */
  <T> T run(String subject, int images, Supplier<T> work) {
    return failures.translate(subject, images, () -> worker.call(work));
  }
}
