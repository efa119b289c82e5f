package dev.espy.domain.training;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Optimizer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a training. A {@link #builder} starts with the settings of the tutorial.
 *
 * @param architecture the network's hidden layers
 * @param width the input width in pixels, at least 1, or null to choose it from the images
 * @param height the input height in pixels, at least 1, or null to choose it from the images
 * @param colour true for colour input, false for grey, or null to choose it from the images
 * @param validation the share of the validation images, from 0 to below 1
 * @param seed the seed of all random numbers
 * @param optimizer the optimizer
 * @param learningRate the highest learning rate, positive
 * @param schedule the schedule of the learning rate
 * @param batchSize the number of training images per batch, at least 1
 * @param labelSmoothing the share of each image's target that is spread over all labels, from 0 to
 *     below 1
 * @param augmentation the augmentation of training images, or null to decide it from the data
 * @param classWeights true to give images of rare labels more weight
 * @param averaging the decay per step of the exponential moving average of the weights, from 0 (no
 *     average) to below 1
 * @param length the length of the training; the largest length with a time limit
 * @param patience the number of epochs without a better one that ends the training, at least 1, or
 *     null for no early stopping
 * @param timeLimit the time for reading, training and validating, positive, or null for none; the
 *     schedule is planned for the epochs that fit
 * @param metric the metric that decides which epoch is best
 */
public record TrainSettings(
    Architecture architecture,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Boolean colour,
    double validation,
    long seed,
    Optimizer optimizer,
    double learningRate,
    Schedule schedule,
    int batchSize,
    double labelSmoothing,
    @Nullable Augmentation augmentation,
    boolean classWeights,
    double averaging,
    TrainingLength length,
    @Nullable Integer patience,
    @Nullable Duration timeLimit,
    Metric metric) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public TrainSettings {
    require(width == null || width >= 1, "width", width);
    require(height == null || height >= 1, "height", height);
    require(validation >= 0 && validation < 1, "validation share", validation);
    require(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY, "rate", learningRate);
    require(batchSize >= 1, "batch size", batchSize);
    require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", labelSmoothing);
    require(averaging >= 0 && averaging < 1, "averaging", averaging);
    require(patience == null || patience >= 1, "patience", patience);
    require(
        timeLimit == null || (!timeLimit.isNegative() && !timeLimit.isZero()),
        "time limit",
        timeLimit);
  }

  private static void require(boolean condition, String name, @Nullable Object value) {
    if (!condition) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }

  /** Returns the tutorial's settings: its network, 10 epochs, batches of 128, Adam at 0.001. */
  public static TrainSettings standard() {
    return builder().build();
  }

  /** Returns a builder that starts with the settings of the tutorial. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these settings. */
  public Builder toBuilder() {
    return new Builder()
        .architecture(architecture)
        .width(width)
        .height(height)
        .colour(colour)
        .validation(validation)
        .seed(seed)
        .optimizer(optimizer)
        .learningRate(learningRate)
        .schedule(schedule)
        .batchSize(batchSize)
        .labelSmoothing(labelSmoothing)
        .augmentation(augmentation)
        .classWeights(classWeights)
        .averaging(averaging)
        .length(length)
        .patience(patience)
        .timeLimit(timeLimit)
        .metric(metric);
  }

  /** A builder of settings; each method sets the component of its name. */
  public static final class Builder {

    private Architecture architecture = Architecture.tutorial();
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable Boolean colour;
    private double validation = 0.2;
    private long seed;
    private Optimizer optimizer = Optimizer.Adam.standard();
    private double learningRate = 0.001;
    private Schedule schedule = Schedule.CONSTANT;
    private int batchSize = 128;
    private double labelSmoothing;
    private @Nullable Augmentation augmentation = Augmentation.NONE;
    private boolean classWeights;
    private double averaging;
    private TrainingLength length = TrainingLength.epochs(10);
    private @Nullable Integer patience;
    private @Nullable Duration timeLimit;
    private Metric metric = Metric.ACCURACY;

    private Builder() {}

    public Builder architecture(Architecture architecture) {
      this.architecture = architecture;
      return this;
    }

    public Builder width(@Nullable Integer width) {
      this.width = width;
      return this;
    }

    public Builder height(@Nullable Integer height) {
      this.height = height;
      return this;
    }

    public Builder colour(@Nullable Boolean colour) {
      this.colour = colour;
      return this;
    }

    public Builder validation(double validation) {
      this.validation = validation;
      return this;
    }

    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    public Builder optimizer(Optimizer optimizer) {
      this.optimizer = optimizer;
      return this;
    }

    public Builder learningRate(double learningRate) {
      this.learningRate = learningRate;
      return this;
    }

    public Builder schedule(Schedule schedule) {
      this.schedule = schedule;
      return this;
    }

    public Builder batchSize(int batchSize) {
      this.batchSize = batchSize;
      return this;
    }

    public Builder labelSmoothing(double labelSmoothing) {
      this.labelSmoothing = labelSmoothing;
      return this;
    }

    public Builder augmentation(@Nullable Augmentation augmentation) {
      this.augmentation = augmentation;
      return this;
    }

    public Builder classWeights(boolean classWeights) {
      this.classWeights = classWeights;
      return this;
    }

    public Builder averaging(double averaging) {
      this.averaging = averaging;
      return this;
    }

    public Builder length(TrainingLength length) {
      this.length = length;
      return this;
    }

    /** Sets the length to a number of epochs. */
    public Builder epochs(int epochs) {
      return length(TrainingLength.epochs(epochs));
    }

    public Builder patience(@Nullable Integer patience) {
      this.patience = patience;
      return this;
    }

    public Builder timeLimit(@Nullable Duration timeLimit) {
      this.timeLimit = timeLimit;
      return this;
    }

    public Builder metric(Metric metric) {
      this.metric = metric;
      return this;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public TrainSettings build() {
      return new TrainSettings(
          architecture,
          width,
          height,
          colour,
          validation,
          seed,
          optimizer,
          learningRate,
          schedule,
          batchSize,
          labelSmoothing,
          augmentation,
          classWeights,
          averaging,
          length,
          patience,
          timeLimit,
          metric);
    }
  }
}
