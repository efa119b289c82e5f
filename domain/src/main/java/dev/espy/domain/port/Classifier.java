package dev.espy.domain.port;

import dev.espy.domain.Batch;

/** A network ready to classify. Safe to be used from several threads. */
public interface Classifier extends AutoCloseable {

  /**
   * Classifies images.
   *
   * @param batch images of the network's input shape, any number of them; targets are ignored
   * @return probabilities from 0 to 1, row-major [image][label], each image's adding up to 1; not a
   *     number where the network's values overflow; a new array of batch size x labels
   */
  float[] classify(Batch batch);

  /** Frees what the network holds. Closing twice does nothing. */
  @Override
  void close();
}
