package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Classifies with a network. Each thread that classifies at the same time has an inference context
 * of its own, at most one per processor. Contexts are created when they are first needed.
 */
class Dl4jClassifier implements Classifier {

  final Network network;
  final Preprocessing preprocessing;
  final Weights weights;
  final Placement placement;

  /** Classifying takes the read lock; learning and closing take the write lock. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private final Semaphore permits;
  private final Queue<InferenceContext> idle = new ConcurrentLinkedQueue<>();
  private boolean closed;

  /**
   * Creates a classifier. The placement's worker must run this.
   *
   * @param tensors the network's tensors by name; copied
   */
  Dl4jClassifier(
      Network network,
      Preprocessing preprocessing,
      Map<String, Tensor> tensors,
      Placement placement) {
    this.network = network;
    this.preprocessing = preprocessing;
    this.placement = placement;
    this.permits = new Semaphore(placement.worker().parallelism(), true);
    this.weights = new Weights(network, tensors);
  }

  @Override
  public final float[] classify(Batch batch) {
    lock.readLock().lock();
    try {
      requireOpen();
      permits.acquireUninterruptibly();
      try {
        return run(batch, () -> classifyInContext(batch));
      } finally {
        permits.release();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private float[] classifyInContext(Batch batch) {
    InferenceContext free = idle.poll();
    InferenceContext context =
        free == null
            ? new InferenceContext(network, preprocessing, weights, placement.kernels())
            : free;
    try {
      return context.classify(batch, network.labels());
    } finally {
      idle.add(context);
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
    return placement.run(
        "a batch of %,d image%s of %s"
            .formatted(batch.size(), batch.size() == 1 ? "" : "s", batch.shape().describe()),
        batch.size(),
        work);
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
            placement.worker().call(this::freeAll);
            placement.worker().close();
          }
          return closed;
        });
  }

  private boolean freeAll() {
    idle.forEach(InferenceContext::close);
    idle.clear();
    freeOwned();
    weights.close();
    return true;
  }
}
