package dev.espy.application.classify;

import dev.espy.application.RunControl;
import dev.espy.application.pipeline.ImageLoader;
import dev.espy.domain.Batch;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.DataSet;
import java.util.Iterator;
import java.util.List;

/**
 * A pass over a data set that reads and classifies its images in order. Its memory does not depend
 * on the number of samples.
 *
 * @param classifier the classifier
 * @param network the network of the classifier
 * @param data the data set
 * @param batchSize the most images to classify at once
 */
public record ClassifyingPass(Classifier classifier, Network network, DataSet data, int batchSize) {

  /** Receives the outcome of each sample, in order. */
  public interface Sink {

    /**
     * A sample was classified.
     *
     * @param sample the sample
     * @param probabilities the probabilities of several images as [image][label]
     * @param image the 0-based number of the sample among these images
     */
    void classified(Sample sample, float[] probabilities, int image);

    /** A sample's image is unreadable. */
    void unreadable(Sample sample, Unreadable unreadable);
  }

  /**
   * Classifies.
   *
   * @param samples samples of the data set
   * @param control progress listener, clock, number of threads that read images, and cancellation
   *     flag, checked before each batch; if set, the remaining samples are skipped
   * @param sink the receiver of the results
   * @return true if the sink received all samples, false if some were skipped
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  public boolean run(Iterator<Sample> samples, RunControl control, Sink sink) {
    Shape input = network.input();
    int atOnce = BatchSize.of(network, batchSize);
    try (ImageLoader loader = new ImageLoader(data, samples, input, atOnce, control)) {
      while (!control.stopped() && loader.hasNext()) {
        ImageLoader.Chunk chunk = loader.next();
        float[] probabilities = classify(chunk.results(), control);
        int image = 0;
        for (int i = 0; i < chunk.samples().size(); i++) {
          Sample sample = chunk.samples().get(i);
          if (chunk.results().get(i) instanceof Unreadable unreadable) {
            sink.unreadable(sample, unreadable);
          } else {
            sink.classified(sample, probabilities, image++);
          }
        }
      }
      return !loader.hasNext();
    }
  }

  private float[] classify(List<DecodeResult> results, RunControl control) {
    Shape input = network.input();
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
    long start = control.now();
    float[] probabilities = FiniteProbabilities.of(classifier, Batch.of(input, images, pixels));
    control.listener().batchClassified(images, control.now() - start);
    return probabilities;
  }
}
