package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.Batch;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.port.Classifier;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Splits a batch into parts of a few images, each of which one thread takes through the whole
 * network. What a part's layers give stays in that processor's cache, and nobody waits for others
 * after each layer, as ONNX Runtime's own threads do.
 */
final class OnnxClassifier implements Classifier {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Signature signature;
  private final int partSize;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();

  /** Classifying needs the session, closing ends it. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private boolean closed;

  /**
   * @param session computes in the thread that calls it; closed with this classifier
   * @param partSize how many images to take through the network at once
   */
  OnnxClassifier(
      OrtEnvironment environment, OrtSession session, Signature signature, int partSize) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.partSize = partSize;
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
      float[] result = new float[batch.size() * signature.labels()];
      int parts = (batch.size() + partSize - 1) / partSize;
      IntStream.range(0, parts)
          .parallel()
          .forEach(part -> classify(batch, part * partSize, result));
      return result;
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void classify(Batch batch, int from, float[] result) {
    Lane free = idle.poll();
    Lane lane = free == null ? new Lane(signature, partSize) : free;
    try {
      lane.classify(
          environment, session, batch, from, Math.min(partSize, batch.size() - from), result);
    } catch (OrtException e) {
      throw failure(e);
    } finally {
      idle.add(lane);
    }
  }

  private RuntimeException failure(OrtException e) {
    return outOfMemory(e);
  }

  private UnsupportedDeviceException outOfMemory(Throwable cause) {
    return new UnsupportedDeviceException(
        "the memory does not suffice for images of %s; use a smaller image size"
            .formatted(signature.input().describe()),
        cause);
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
      throw new IllegalStateException(e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
