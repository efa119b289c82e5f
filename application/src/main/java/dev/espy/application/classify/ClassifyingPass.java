package dev.espy.application.classify;

import dev.espy.application.RunListener;
import dev.espy.application.pipeline.ImageLoader;
import dev.espy.domain.Batch;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.DataSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A pass over a data set that reads and classifies its images in order. */
public final class ClassifyingPass {

  /** Receives the outcome of each sample, in order. */
  public interface Sink {

    /**
     * A sample was classified.
     *
     * @param sample the position of the sample in the data set
     * @param probabilities the probabilities of several images as [image][label]
     * @param image the 0-based number of the sample among these images
     */
    void classified(int sample, float[] probabilities, int image);

    /** A sample's image is unreadable. */
    void unreadable(int sample, Unreadable unreadable);
  }

  private ClassifyingPass() {}

  /**
   * Classifies.
   *
   * @param classifier the classifier
   * @param network the network of the classifier
   * @param data the data set
   * @param samples the positions of the samples in the data set
   * @param batchSize the most images to classify at once
   * @param listener the listener for images and batches
   * @param cancelled the cancellation flag, checked before each batch; if set, the remaining
   *     samples are skipped
   * @param sink the receiver of the results
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  public static void run(
      Classifier classifier,
      Network network,
      DataSet data,
      int[] samples,
      int batchSize,
      RunListener listener,
      BooleanSupplier cancelled,
      Sink sink) {
    Shape input = network.input();
    int atOnce = BatchSize.of(network, batchSize);
    try (ImageLoader loader = new ImageLoader(data, samples, input, atOnce, listener)) {
      while (!cancelled.getAsBoolean() && loader.hasNext()) {
        ImageLoader.Chunk chunk = loader.next();
        float[] probabilities = classify(classifier, input, chunk.results(), listener);
        int image = 0;
        for (int i = 0; i < chunk.samples().size(); i++) {
          int sample = chunk.samples().get(i);
          if (chunk.results().get(i) instanceof Unreadable unreadable) {
            sink.unreadable(sample, unreadable);
          } else {
            sink.classified(sample, probabilities, image++);
          }
        }
      }
    }
  }

  private static float[] classify(
      Classifier classifier, Shape input, List<DecodeResult> results, RunListener listener) {
    byte[] pixels = new byte[Math.multiplyExact(results.size(), input.size())];
    int images = 0;
    for (DecodeResult result : results) {
      if (result instanceof Image image) {
        System.arraycopy(image.pixels(), 0, pixels, images++ * input.size(), input.size());
      }
    }
    if (images == 0) {
      return new float[0];
    }
    long start = System.nanoTime();
    float[] probabilities = FiniteProbabilities.of(classifier, Batch.of(input, images, pixels));
    listener.batchClassified(images, System.nanoTime() - start);
    return probabilities;
  }
}
