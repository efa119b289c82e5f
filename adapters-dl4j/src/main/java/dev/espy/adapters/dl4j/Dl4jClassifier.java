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
  final Placement placement;

  /** Classifying reads the weights; learning and closing write them. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private final Semaphore places;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();
  private boolean closed;

  /** To be called by the worker. */
  Dl4jClassifier(
      Network network,
      Preprocessing preprocessing,
      Map<String, Tensor> tensors,
      Placement placement) {
    this.network = network;
    this.preprocessing = preprocessing;
    this.placement = placement;
    this.places = new Semaphore(placement.worker().places(), true);
    this.weights = new Weights(network, tensors);
  }

  @Override
  public final float[] classify(Batch batch) {
    lock.readLock().lock();
    try {
      requireOpen();
      places.acquireUninterruptibly();
      try {
        return run(batch, () -> classifyInLane(batch));
      } finally {
        places.release();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private float[] classifyInLane(Batch batch) {
    Lane free = idle.poll();
    Lane lane = free == null ? newLane() : free;
    try {
      return lane.classify(batch, network.labels());
    } finally {
      idle.add(lane);
    }
  }

  private Lane newLane() {
    return Lane.of(
        network,
        preprocessing,
        weights,
        placement.kernels(),
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
   * Has work on a batch done.
   *
   * @throws UnsupportedDeviceException if the memory does not suffice, or the device fails
   */
  final <T> T run(Batch batch, Supplier<T> work) {
    return placement.run(
        "a batch of %,d images of %s".formatted(batch.size(), batch.shape().describe()), work);
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
  }

  /** Frees what else there is; called once. */
  void free() {}

  @Override
  public final void close() {
    alone(
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
    idle.forEach(Lane::close);
    idle.clear();
    free();
    weights.close();
    return true;
  }
}
