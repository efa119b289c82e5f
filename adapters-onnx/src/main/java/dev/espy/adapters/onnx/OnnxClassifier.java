package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.Batch;
import dev.espy.domain.port.Classifier;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Splits a batch into parts of a few images, each of which one thread takes through the whole
 * network: the caller's, or one of Java's common pool. What a layer gives stays in that processor's
 * cache, and nobody waits for the others after each layer, as ONNX Runtime's own threads do.
 */
final class OnnxClassifier implements Classifier {

  /** How many parts there are if their size allows it: enough for that many processors. */
  private static final int PARTS = 16;

  /** The weights of a large dense layer are fetched once for so many images. */
  private static final int FEWEST_IMAGES = 2;

  /** With more images at once nothing becomes faster, but the memory grows. */
  private static final int MOST_IMAGES = 16;

  /** What one part of large images may take; what the layers give takes a hundred times that. */
  private static final int MOST_BYTES = 1 << 19;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Signature signature;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();

  /** Classifying needs the session, closing ends it. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private boolean closed;

  /**
   * @param session computes in the thread that calls it; closed with this classifier
   */
  OnnxClassifier(OrtEnvironment environment, OrtSession session, Signature signature) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
  }

  /**
   * Returns how many images go through the network at once. It depends on nothing but the batch, so
   * that the same batch gives the same answers on any number of processors.
   */
  private int partSize(int batchSize) {
    int share = (batchSize + PARTS - 1) / PARTS;
    int most = Math.max(1, Math.min(MOST_IMAGES, MOST_BYTES / signature.input().size()));
    return Math.min(most, Math.max(FEWEST_IMAGES, share));
  }

  @Override
  public float[] classify(Batch batch) {
    if (!batch.shape().equals(signature.input())) {
      throw new IllegalArgumentException(batch.shape() + ", not " + signature.input());
    }
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      float[] answers = new float[batch.size() * signature.labels()];
      int size = partSize(batch.size());
      // A list of failures, since a stream that throws does not wait for its other threads.
      List<RuntimeException> failures =
          IntStream.range(0, (batch.size() + size - 1) / size)
              .parallel()
              .mapToObj(part -> classify(batch, part * size, size, answers))
              .flatMap(Optional::stream)
              .toList();
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
      return answers;
    } finally {
      lock.readLock().unlock();
    }
  }

  private Optional<RuntimeException> classify(Batch batch, int from, int size, float[] answers) {
    try {
      Lane free = idle.poll();
      Lane lane = free != null && free.size() >= size ? free : new Lane(signature, size);
      lane.classify(
          environment, session, batch, from, Math.min(size, batch.size() - from), answers);
      idle.add(lane);
      return Optional.empty();
    } catch (OutOfMemoryError e) {
      return Optional.of(Failures.outOfMemory(e));
    } catch (OrtException e) {
      return Optional.of(Failures.of(e));
    }
  }

  /**
   * Classifies a black image.
   *
   * @throws IllegalStateException if the graph does not run
   */
  void tryOut() {
    var unused = classify(Batch.of(signature.input(), 1, new byte[signature.input().size()]));
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        idle.clear();
        session.close();
      }
    } catch (OrtException e) {
      throw Failures.of(e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
