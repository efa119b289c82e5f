package dev.espy.domain.port;

import dev.espy.domain.Batch;

/** A network ready to classify, safe for use by several threads at once. */
public interface Classifier extends AutoCloseable {

  /**
   * Classifies images.
   *
   * @param batch any number of images of the network's input shape; targets are ignored
   * @return probabilities from 0 to 1 in a new array, row-major [image][label]; those of each image
   *     add up to 1; NaN if the network's values overflow
   */
  float[] classify(Batch batch);

  /** Frees the network's memory. Closing twice does nothing. */
  @Override
  void close();
}
