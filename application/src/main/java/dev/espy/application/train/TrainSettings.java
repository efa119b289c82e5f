package dev.espy.application.train;

import dev.espy.domain.network.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * How to train.
 *
 * @param architecture the network's hidden layers
 * @param epochs how many times to go through the training images, at least 1
 * @param batchSize how many images to learn at once, at least 1
 * @param learningRate the optimiser's step size, positive
 * @param validation share of the images that is set apart to validate on, from 0 to below 1
 * @param patience how many epochs without a better one end the training, at least 1; null for none
 * @param width of the network's input in pixels, or null to choose it by the images
 * @param height of the network's input in pixels, or null to choose it by the images
 * @param colour whether the network sees colour, or null to choose it by the images
 * @param seed where all chance comes from
 */
public record TrainSettings(
    Architecture architecture,
    int epochs,
    int batchSize,
    double learningRate,
    double validation,
    @Nullable Integer patience,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Boolean colour,
    long seed) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public TrainSettings {
    require(epochs >= 1, "epochs", epochs);
    require(batchSize >= 1, "batch size", batchSize);
    require(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY, "rate", learningRate);
    require(validation >= 0 && validation < 1, "validation share", validation);
    require(patience == null || patience >= 1, "patience", patience);
    require(width == null || width >= 1, "width", width);
    require(height == null || height >= 1, "height", height);
  }

  /** Returns the tutorial's settings: its network, 10 epochs, batches of 128, Adam at 0.001. */
  public static TrainSettings standard() {
    return new TrainSettings(
        Architecture.tutorial(), 10, 128, 0.001, 0.2, null, null, null, null, 0);
  }

  /** Returns these settings with another architecture. */
  public TrainSettings withArchitecture(Architecture architecture) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  /** Returns these settings with another number of epochs. */
  public TrainSettings withEpochs(int epochs) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  /** Returns these settings with another batch size. */
  public TrainSettings withBatchSize(int batchSize) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  /** Returns these settings with another learning rate. */
  public TrainSettings withLearningRate(double learningRate) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  /** Returns these settings with another share to validate on. */
  public TrainSettings withValidation(double validation) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  /** Returns these settings with another patience. */
  public TrainSettings withPatience(@Nullable Integer patience) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  /** Returns these settings with another seed. */
  public TrainSettings withSeed(long seed) {
    return new TrainSettings(
        architecture,
        epochs,
        batchSize,
        learningRate,
        validation,
        patience,
        width,
        height,
        colour,
        seed);
  }

  private static void require(boolean condition, String name, @Nullable Object value) {
    if (!condition) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }
}
