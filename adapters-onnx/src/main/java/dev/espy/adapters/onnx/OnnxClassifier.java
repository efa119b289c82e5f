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

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Signature signature;
  private final Device device;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();

  /** Classifying needs the session, closing ends it. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private boolean closed;

  /**
   * @param session computes in the thread that calls it; closed with this classifier
   * @param device where it computes
   */
  OnnxClassifier(
      OrtEnvironment environment, OrtSession session, Signature signature, Device device) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.device = device;
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
      int size = device.partSize(batch.size(), signature.input());
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
