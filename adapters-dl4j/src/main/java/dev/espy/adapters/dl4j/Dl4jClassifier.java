package dev.espy.adapters.dl4j;

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
 * A network's weights, and a lane for each thread that classifies at the same time, up to one for
 * each processor. Lanes are made when they are first needed.
 */
class Dl4jClassifier implements Classifier {

  final Network network;
  final Preprocessing preprocessing;
  final Weights weights;
  final boolean oneDnn;

  /** Classifying reads the weights; learning and closing write them. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();
  private boolean closed;

  Dl4jClassifier(
      Network network, Preprocessing preprocessing, Map<String, Tensor> tensors, boolean oneDnn) {
    this.network = network;
    this.preprocessing = preprocessing;
    this.weights = new Weights(network, tensors);
    this.oneDnn = oneDnn;
  }

  @Override
  public final float[] classify(Batch batch) {
    lock.readLock().lock();
    try {
      requireOpen();
      places.acquireUninterruptibly();
      Lane lane = idle.poll();
      try {
        Lane mine = lane == null ? newLane() : lane;
        lane = mine;
        return run(batch, () -> mine.classify(batch, network.labels()));
      } finally {
        if (lane != null) {
          idle.add(lane);
        }
        places.release();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private Lane newLane() {
    return Lane.of(
        network,
        preprocessing,
        weights,
        oneDnn,
        () -> {
          throw new IllegalStateException("not learning");
        });
  }

  /** Does something while nobody else does anything with this network. */
  final <T> T alone(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Runs work on a batch.
   *
   * @throws UnsupportedDeviceException if the memory does not suffice
   */
  static <T> T run(Batch batch, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw outOfMemory(batch, e);
    } catch (RuntimeException e) {
      // What ND4J throws when the system, or the limit set for JavaCPP, has no more memory for it.
      if (String.valueOf(e.getMessage()).startsWith("Allocation failed")) {
        throw outOfMemory(batch, e);
      }
      throw e;
    }
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
  }

  private static UnsupportedDeviceException outOfMemory(Batch batch, Throwable cause) {
    return new UnsupportedDeviceException(
        "the memory does not suffice for a batch of %,d images of %s; use a smaller batch size or a smaller image size"
            .formatted(batch.size(), batch.shape().describe()),
        cause);
  }

  /** Frees what else there is; called once. */
  void free() {}

  @Override
  public final void close() {
    alone(
        () -> {
          if (!closed) {
            closed = true;
            idle.forEach(Lane::close);
            idle.clear();
            free();
            weights.close();
          }
          return closed;
        });
  }
}
