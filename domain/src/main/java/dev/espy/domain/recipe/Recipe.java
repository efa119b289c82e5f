package dev.espy.domain.recipe;

import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Optimizer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides which model a training makes of its images. {@link #standard} is what a
 * bare {@code espy train} does; {@link Preset} has others to start from.
 *
 * @param input the network's input
 * @param network the network's hidden layers
 * @param optimization the optimiser and its steps
 * @param regularization the measures against overfitting, beside augmentation
 * @param augmentation the random changes to training images, or null to decide them from the data
 * @param validation the images and the metric by which epochs are compared
 * @param stopping the end of the training
 * @param seed the seed of all random numbers
 */
public record Recipe(
    Input input,
    Architecture network,
    Optimization optimization,
    Regularization regularization,
    @Nullable Augmentation augmentation,
    Validation validation,
    Stopping stopping,
    long seed) {

  /**
   * The network's input.
   *
   * @param size the size to which images are resized, or null to choose it from the images
   * @param colour the colour mode
   */
  public record Input(@Nullable ImageSize size, Colour colour) {

    /** Returns the input of a shape. */
    public static Input of(Shape shape) {
      return new Input(
          new ImageSize(shape.width(), shape.height()),
          shape.channels() == 1 ? Colour.GREY : Colour.COLOUR);
    }
  }

  /**
   * The steps of training.
   *
   * @param optimizer the optimiser
   * @param learningRate the highest learning rate, positive
   * @param schedule the schedule of the learning rate
   * @param batchSize the number of training images per step, at least 1
   * @param microBatchSize the largest number of images of a micro-batch, at least 1; see {@link
   *     dev.espy.domain.network.MicroBatches}
   * @param clipNorm the largest norm of all gradients together, positive, or null for no limit
   * @param classWeights true to give images of rare labels more weight
   */
  public record Optimization(
      OptimizerName optimizer,
      double learningRate,
      Schedule schedule,
      int batchSize,
      int microBatchSize,
      @Nullable Double clipNorm,
      boolean classWeights) {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Optimization {
      require(isPositive(learningRate), "learning rate", learningRate);
      require(batchSize >= 1, "batch size", batchSize);
      require(microBatchSize >= 1, "micro-batch size", microBatchSize);
      require(clipNorm == null || isPositive(clipNorm), "clip norm", clipNorm);
    }
  }

  /**
   * The measures against overfitting, beside augmentation.
   *
   * @param weightDecay the weight decay, at least 0, or null for the optimiser's usual one
   * @param labelSmoothing the share of each image's target that is spread over all labels, from 0
   *     to below 1
   * @param emaDecay the decay per step of the exponential moving average of the weights, from 0 (no
   *     average) to below 1
   */
  public record Regularization(
      @Nullable Double weightDecay, double labelSmoothing, double emaDecay) {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Regularization {
      require(
          weightDecay == null || (weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY),
          "weight decay",
          weightDecay);
      require(isShare(labelSmoothing), "label smoothing", labelSmoothing);
      require(isShare(emaDecay), "EMA decay", emaDecay);
    }
  }

  /**
   * The comparison of epochs.
   *
   * @param share the share of the images to validate on if there are no others, from 0 to below 1
   * @param metric the metric that decides which epoch is best
   */
  public record Validation(double share, Metric metric) {

    /**
     * @throws IllegalArgumentException if the share is out of range
     */
    public Validation {
      require(isShare(share), "validation share", share);
    }
  }

  /**
   * The end of training.
   *
   * @param length the length of the training; the largest length with a time limit
   * @param patience the number of epochs without a better one that ends the training, at least 1,
   *     or null for no early stopping
   * @param timeLimit the time for reading, training and validating, positive, or null for none; the
   *     schedule is planned for the epochs that fit
   */
  public record Stopping(
      TrainingLength length, @Nullable Integer patience, @Nullable Duration timeLimit) {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Stopping {
      require(patience == null || patience >= 1, "patience", patience);
      require(
          timeLimit == null || (!timeLimit.isNegative() && !timeLimit.isZero()),
          "time limit",
          timeLimit);
    }
  }

  /**
   * @throws InvalidSettingException if the optimiser does not support the weight decay
   */
  public Recipe {
    Double decay = regularization.weightDecay();
    if (decay != null && decay > 0 && !optimization.optimizer().decaysWeights()) {
      throw new InvalidSettingException(
          RecipeCodec.WEIGHT_DECAY,
          "%s does not support weight decay (got %s); use optimizer %s, or weight-decay 0"
              .formatted(optimization.optimizer(), decay, OptimizerName.ADAMW));
    }
  }

  /** Returns the recipe of a bare {@code espy train}. */
  public static Recipe standard() {
    return Preset.STANDARD.recipe();
  }

  /** Returns a builder that starts with the standard recipe. */
  public static Builder builder() {
    return standard().toBuilder();
  }

  /** Returns a builder that starts with this recipe. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns the optimiser with its weight decay and clip norm. */
  public Optimizer optimizer() {
    Double clipNorm = optimization.clipNorm();
    return optimization
        .optimizer()
        .optimizer(weightDecay(), clipNorm == null ? Double.POSITIVE_INFINITY : clipNorm);
  }

  /** Returns the weight decay, that of the optimiser if none is set. */
  public double weightDecay() {
    Double decay = regularization.weightDecay();
    return decay == null ? optimization.optimizer().usualWeightDecay() : decay;
  }

  /** Returns the same recipe with every setting that does not depend on the images set. */
  public Recipe resolved() {
    return toBuilder().weightDecay(weightDecay()).build();
  }

  private static boolean isPositive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  private static boolean isShare(double value) {
    return value >= 0 && value < 1;
  }

  private static void require(boolean condition, String name, @Nullable Object value) {
    if (!condition) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }

  /** A builder of recipes; each method sets the component of its name. */
  public static final class Builder {

    private @Nullable ImageSize imageSize;
    private Colour colour = Colour.AUTO;
    private Architecture network;
    private OptimizerName optimizer = OptimizerName.ADAM;
    private double learningRate = 0.001;
    private Schedule schedule = Schedule.CONSTANT;
    private int batchSize = 128;
    private int microBatchSize = 16;
    private @Nullable Double clipNorm;
    private boolean classWeights;
    private @Nullable Double weightDecay;
    private double labelSmoothing;
    private double emaDecay;
    private @Nullable Augmentation augmentation = Augmentation.NONE;
    private double validation = 0.2;
    private Metric metric = Metric.ACCURACY;
    private TrainingLength length = TrainingLength.epochs(10);
    private @Nullable Integer patience;
    private @Nullable Duration timeLimit;
    private long seed;

    /** Starts with the settings of {@link Preset#TUTORIAL}, from which the other presets differ. */
    Builder(Architecture network) {
      this.network = network;
    }

    private Builder(Recipe start) {
      imageSize = start.input.size();
      colour = start.input.colour();
      network = start.network;
      optimizer = start.optimization.optimizer();
      learningRate = start.optimization.learningRate();
      schedule = start.optimization.schedule();
      batchSize = start.optimization.batchSize();
      microBatchSize = start.optimization.microBatchSize();
      clipNorm = start.optimization.clipNorm();
      classWeights = start.optimization.classWeights();
      weightDecay = start.regularization.weightDecay();
      labelSmoothing = start.regularization.labelSmoothing();
      emaDecay = start.regularization.emaDecay();
      augmentation = start.augmentation;
      validation = start.validation.share();
      metric = start.validation.metric();
      length = start.stopping.length();
      patience = start.stopping.patience();
      timeLimit = start.stopping.timeLimit();
      seed = start.seed;
    }

    public Builder imageSize(@Nullable ImageSize imageSize) {
      this.imageSize = imageSize;
      return this;
    }

    public Builder colour(Colour colour) {
      this.colour = colour;
      return this;
    }

    /** Sets image size and colour mode. */
    public Builder input(Shape shape) {
      Input input = Input.of(shape);
      return imageSize(input.size()).colour(input.colour());
    }

    public Builder network(Architecture network) {
      this.network = network;
      return this;
    }

    public Builder optimizer(OptimizerName optimizer) {
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

    public Builder microBatchSize(int microBatchSize) {
      this.microBatchSize = microBatchSize;
      return this;
    }

    public Builder clipNorm(@Nullable Double clipNorm) {
      this.clipNorm = clipNorm;
      return this;
    }

    public Builder classWeights(boolean classWeights) {
      this.classWeights = classWeights;
      return this;
    }

    public Builder weightDecay(@Nullable Double weightDecay) {
      this.weightDecay = weightDecay;
      return this;
    }

    public Builder labelSmoothing(double labelSmoothing) {
      this.labelSmoothing = labelSmoothing;
      return this;
    }

    public Builder emaDecay(double emaDecay) {
      this.emaDecay = emaDecay;
      return this;
    }

    public Builder augmentation(@Nullable Augmentation augmentation) {
      this.augmentation = augmentation;
      return this;
    }

    public Builder validation(double validation) {
      this.validation = validation;
      return this;
    }

    public Builder metric(Metric metric) {
      this.metric = metric;
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

    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Returns the recipe.
     *
     * @throws IllegalArgumentException if a number is out of range
     * @throws InvalidSettingException if the optimiser does not support the weight decay
     */
    public Recipe build() {
      return new Recipe(
          new Input(imageSize, colour),
          network,
          new Optimization(
              optimizer, learningRate, schedule, batchSize, microBatchSize, clipNorm, classWeights),
          new Regularization(weightDecay, labelSmoothing, emaDecay),
          augmentation,
          new Validation(validation, metric),
          new Stopping(length, patience, timeLimit),
          seed);
    }
  }
}
