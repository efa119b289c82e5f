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

/** Reads and classifies a data set's images once, in order. */
public final class ClassifyingPass {

  /** Takes what came of each sample, in order. */
  public interface Sink {

    /**
     * A sample was classified.
     *
     * @param sample its position in the data set
     * @param probabilities of several images, [image][label]
     * @param image which of them it is
     */
    void classified(int sample, float[] probabilities, int image);

    /** A sample's image could not be read. */
    void unreadable(int sample, Unreadable unreadable);
  }

  private ClassifyingPass() {}

  /**
   * Classifies.
   *
   * @param classifier what classifies
   * @param network the network that it runs
   * @param data what to read from
   * @param samples positions in it
   * @param batchSize the most images to classify at once
   * @param listener is told of images and batches
   * @param cancelled asked before each batch; where it says so, the rest is left out
   * @param sink takes the results
   * @throws dev.espy.domain.BadModelException if an answer is not a number
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
    try (ImageLoader reading = new ImageLoader(data, samples, input, atOnce, listener)) {
      while (!cancelled.getAsBoolean() && reading.hasNext()) {
        ImageLoader.Chunk chunk = reading.next();
        float[] probabilities = classify(classifier, input, chunk.readings(), listener);
        int image = 0;
        for (int i = 0; i < chunk.samples().size(); i++) {
          int sample = chunk.samples().get(i);
          if (chunk.readings().get(i) instanceof Unreadable unreadable) {
            sink.unreadable(sample, unreadable);
          } else {
            sink.classified(sample, probabilities, image++);
          }
        }
      }
    }
  }

  private static float[] classify(
      Classifier classifier, Shape input, List<DecodeResult> readings, RunListener listener) {
    byte[] pixels = new byte[Math.multiplyExact(readings.size(), input.size())];
    int images = 0;
    for (DecodeResult reading : readings) {
      if (reading instanceof Image image) {
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
