package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.Batch;
import dev.espy.domain.port.Classifier;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Splits a batch into parts of a few images. One thread, the caller's or another of the team, runs
 * the whole network for a part. So the layers' outputs stay in that processor's cache, and no
 * thread waits for the others after each layer, as ONNX Runtime's own threads do.
 */
final class OnnxClassifier implements Classifier {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Signature signature;
  private final Device device;
  private final ThreadTeam team;
  private final Queue<IoBuffers> idle = new ConcurrentLinkedQueue<>();

  /** Classifying takes the read lock; closing takes the write lock. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private boolean closed;

  /**
   * Creates a classifier.
   *
   * @param session session that computes in the calling thread; closed with this classifier
   * @param signature input shape and number of labels of the session's model
   * @param device the session's device
   * @param threads number of threads that compute, the calling thread included, at least 1
   */
  OnnxClassifier(
      OrtEnvironment environment,
      OrtSession session,
      Signature signature,
      Device device,
      int threads) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.device = device;
    this.team = new ThreadTeam(threads);
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
      float[] results = new float[batch.size() * signature.labels()];
      int size = device.partSize(batch.size(), signature.input());
      team.run(
          (batch.size() + size - 1) / size, part -> classify(batch, part * size, size, results));
      return results;
    } finally {
      lock.readLock().unlock();
    }
  }

  private void classify(Batch batch, int from, int size, float[] results) {
    try {
      IoBuffers free = idle.poll();
      IoBuffers buffers =
          free != null && free.size() >= size ? free : new IoBuffers(environment, signature, size);
      buffers.classify(session, batch, from, Math.min(size, batch.size() - from), results);
      idle.add(buffers);
    } catch (OutOfMemoryError e) {
      throw Failures.outOfMemory(e);
    } catch (OrtException e) {
      throw Failures.of(e);
    }
  }

  /**
   * Classifies a black image to check the graph.
   *
   * @throws IllegalStateException if the graph does not run
   */
  void check() {
    var unused = classify(Batch.of(signature.input(), 1, new byte[signature.input().size()]));
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        team.close();
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
