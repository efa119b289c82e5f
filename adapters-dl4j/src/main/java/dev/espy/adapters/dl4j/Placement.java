package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.backend.FailureTranslator;
import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.batches.Computation;
import dev.espy.adapters.dl4j.batches.MicroBatchComputation;
import dev.espy.adapters.dl4j.batches.SharedNetwork;
import dev.espy.adapters.dl4j.onednn.OneDnnNetwork;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.network.Network;
import java.util.function.Supplier;

/**
 * The place where a network computes.
 *
 * @param kernels the code that computes its layers
 * @param workers the threads that run its work
 * @param failures the translator of its device's failures
 */
record Placement(Kernels kernels, Workers workers, FailureTranslator failures) {

  /**
   * Runs work here and returns its result.
   *
   * @param subject noun phrase for the content of the memory, such as {@code the network}
   * @param images the number of images in it; with 1, a smaller batch is no help
   * @throws dev.espy.domain.UnsupportedDeviceException if memory runs out or the GPU fails
   */
  <T> T run(String subject, int images, Supplier<T> work) {
    return failures.translate(subject, images, () -> workers.call(work));
  }

  /** Creates the computation of a network that only classifies. */
  Computation classifying(Network network, Preprocessing preprocessing, Weights weights) {
    return computation(network, preprocessing, weights, 1, false);
  }

  /**
   * Creates the computation of a network that learns.
   *
   * @param microBatchSize largest number of images of a micro-batch
   */
  Computation learning(
      Network network, Preprocessing preprocessing, Weights weights, int microBatchSize) {
    return computation(network, preprocessing, weights, microBatchSize, true);
  }

  private Computation computation(
      Network network,
      Preprocessing preprocessing,
      Weights weights,
      int microBatchSize,
      boolean learning) {
    if (kernels == Kernels.ND4J) {
      return new DeviceComputation(
          network, preprocessing, weights, microBatchSize, learning, workers);
    }
    SharedNetwork shared =
        kernels == Kernels.ONEDNN
            ? new OneDnnNetwork(network, preprocessing, weights)
            : new GraphNetwork(network, preprocessing, weights);
    return new MicroBatchComputation(network, weights, microBatchSize, shared, workers);
  }
}
