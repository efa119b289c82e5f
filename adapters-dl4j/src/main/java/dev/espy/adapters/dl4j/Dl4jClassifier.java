package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.batches.Computation;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.Tensor;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Classifies with a network. Its workers divide each batch. */
class Dl4jClassifier implements Classifier {

  final Network network;
  final Weights weights;
  final Placement placement;
  final Computation computation;
  private final Temperature temperature;

  /** Classifying takes the read lock; learning and closing take the write lock. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private boolean closed;

  /** Creates the classifier of a model. One of the placement's workers must run this. */
  Dl4jClassifier(Model model, Placement placement) {
    this(
        model.network(),
        model.tensors(),
        model.temperature(),
        placement,
        (built, weights) -> placement.classifying(built, model.preprocessing(), weights));
  }

  /**
   * Creates a classifier with a computation. One of the placement's workers must run this.
   *
   * @param tensors the network's tensors by name; copied
   * @param temperature the divisor of the logits
   * @param computation creates the computation of the network with its weights
   */
  Dl4jClassifier(
      Network network,
      Map<String, Tensor> tensors,
      Temperature temperature,
      Placement placement,
      BiFunction<Network, Weights, Computation> computation) {
    this.network = network;
    this.temperature = temperature;
    this.placement = placement;
    this.weights = new Weights(network, tensors);
    try {
      this.computation = computation.apply(network, weights);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  @Override
  public final float[] classify(Batch batch) {
    lock.readLock().lock();
    try {
      requireOpen();
      float[] probabilities =
          placement
              .failures()
              .translate(describe(batch), batch.size(), () -> computation.classify(batch));
      temperature.apply(probabilities, network.labels());
      return probabilities;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Runs work while no other thread uses this network, and returns its result. */
  final <T> T exclusively(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Runs work on a batch and returns its result.
   *
   * @throws UnsupportedDeviceException if memory runs out or the GPU fails
   */
  final <T> T run(Batch batch, Supplier<T> work) {
    return placement.run(describe(batch), batch.size(), work);
  }

  private static String describe(Batch batch) {
    return "a batch of %,d image%s of %s"
        .formatted(batch.size(), batch.size() == 1 ? "" : "s", batch.shape().describe());
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
  }

  /** Frees what a subclass owns. Called once, by the worker. */
  void freeOwned() {}

  @Override
  public final void close() {
    exclusively(
        () -> {
          if (!closed) {
            closed = true;
            try {
              placement.workers().call(this::freeAll);
            } finally {
              placement.workers().close();
            }
          }
          return closed;
        });
  }

  private boolean freeAll() {
    try {
      computation.close();
    } finally {
      freeOwned();
      weights.close();
    }
    return true;
  }
}
