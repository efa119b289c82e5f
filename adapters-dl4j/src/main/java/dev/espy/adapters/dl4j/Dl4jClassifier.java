package dev.espy.adapters.dl4j;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph with its parameters. One thread works at a time; others wait for it. */
class Dl4jClassifier implements Classifier {

  final Graph graph;
  final Weights weights;
  final Pixels pixels;
  private final int labels;
  private boolean closed;

  Dl4jClassifier(
      Network network, Preprocessing preprocessing, Map<String, Tensor> tensors, boolean oneDnn) {
    weights = new Weights(network, tensors);
    graph = Graph.of(network, weights, this::chance, oneDnn);
    pixels = new Pixels(preprocessing);
    labels = network.labels();
  }

  /** Returns a number for dropout. */
  long chance() {
    throw new IllegalStateException("not learning");
  }

  @Override
  public final float[] classify(Batch batch) {
    return run(
        batch,
        () -> {
          INDArray logits = graph.classify(pixels.of(batch));
          float[] values = logits.reshape(logits.length()).toFloatVector();
          Softmax.probabilities(values, labels);
          return values;
        });
  }

  /**
   * Runs work on a batch, alone.
   *
   * @throws UnsupportedDeviceException if the memory does not suffice
   */
  final synchronized <T> T run(Batch batch, Supplier<T> work) {
    requireOpen();
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

  /** Frees what the network holds. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      graph.close();
      weights.close();
      pixels.close();
    }
  }
}
