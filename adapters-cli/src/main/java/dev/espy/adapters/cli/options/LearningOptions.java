package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.AugmentationValue;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.train.Schedule;
import dev.espy.application.train.TrainingLength;
import dev.espy.domain.network.Optimizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options for optimisation, regularisation and augmentation. */
final class LearningOptions {

  private static final double ADAMW_DECAY = 0.01;

  /** The weighting of labels in the loss. */
  enum ClassWeights {
    AUTO,
    NONE
  }

  /** Converts the words for {@link ClassWeights}. */
  static final class ClassWeightsConverter extends EnumConverter<ClassWeights> {
    ClassWeightsConverter() {
      super(ClassWeights.class);
    }
  }

  /** Converts the words for a {@link Schedule}. */
  static final class ScheduleConverter extends EnumConverter<Schedule> {
    ScheduleConverter() {
      super(Schedule.class);
    }
  }

  /** Converts the text of a {@link TrainingLength}. */
  static final class LengthConverter implements ITypeConverter<TrainingLength> {
    @Override
    public TrainingLength convert(String value) {
      try {
        return TrainingLength.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Option(
      names = "--epochs",
      defaultValue = "10",
      converter = LengthConverter.class,
      paramLabel = "N|\"N steps\"",
      description =
          "How many times to go through the images; or as many as it takes for so many steps, each"
              + " of a batch, from 5 to 200 epochs (and all 200 if a time limit will shorten that)."
              + " Default: ${DEFAULT-VALUE}.")
  TrainingLength epochs;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      converter = NumberConverters.Positive.class,
      paramLabel = "N",
      description = "How many images to learn at once. Default: ${DEFAULT-VALUE}.")
  int batchSize;

  @Option(
      names = "--optimizer",
      defaultValue = "adam",
      converter = OptimizerName.Converter.class,
      paramLabel = "NAME",
      description =
          "How gradients become steps: adam, adamw, or sgd (with Nesterov's momentum of 0.9)."
              + " Default: ${DEFAULT-VALUE}.")
  OptimizerName optimizer;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.001",
      converter = NumberConverters.Rate.class,
      paramLabel = "X",
      description =
          "The optimiser's step size, where the schedule has its peak; --find-learning-rate helps"
              + " to choose it. Default: ${DEFAULT-VALUE}.")
  double learningRate;

  @Option(
      names = "--schedule",
      defaultValue = "constant",
      converter = ScheduleConverter.class,
      paramLabel = "NAME",
      description =
          "How the learning rate goes on: constant, step, cosine (after a short warm-up) or"
              + " one-cycle. Default: ${DEFAULT-VALUE}.")
  Schedule schedule;

  @Option(
      names = "--weight-decay",
      defaultValue = Option.NULL_VALUE, // so that parsing again forgets the value of a preset
      converter = NumberConverters.Amount.class,
      paramLabel = "X",
      description =
          "How fast weights shrink: with adamw times the learning rate in each step, with sgd added"
              + " to the gradient. Default: ${DEFAULT-VALUE}; where neither a preset nor a file"
              + " says it, 0.01 with adamw, else 0.")
  @Nullable Double weightDecay;

  @Option(
      names = "--clip",
      defaultValue = "none",
      converter = NumberConverters.RateOrNone.class,
      paramLabel = "X|none",
      description =
          "Scale gradients down where their norm is above this. Default: ${DEFAULT-VALUE}.")
  @Nullable Double clip;

  @Option(
      names = "--label-smoothing",
      defaultValue = "0",
      converter = NumberConverters.Share.class,
      paramLabel = "SHARE",
      description =
          "How much of each image's target goes to all labels alike. Default: ${DEFAULT-VALUE}.")
  double labelSmoothing;

  @Option(
      names = "--averaging",
      defaultValue = "0",
      converter = NumberConverters.Share.class,
      paramLabel = "DECAY",
      description =
          "Also validate a moving average of the weights, of which this share stays in each step"
              + " (such as 0.999), and keep it where it is better. Default:"
              + " ${DEFAULT-VALUE}; 0 is no average.")
  double averaging;

  @Option(
      names = "--augment",
      defaultValue = "none",
      converter = AugmentationValue.Converter.class,
      paramLabel = "auto|none|LIST",
      description =
          "Change images at random, each time anew: a list such as shift,flip,erase=0.25 of shift,"
              + " rotate, scale, flip, light, erase, mixup and cutmix, each with or without an"
              + " amount; or auto. Default: ${DEFAULT-VALUE}.")
  AugmentationValue augment;

  @Option(
      names = "--class-weights",
      defaultValue = "none",
      converter = ClassWeightsConverter.class,
      paramLabel = "auto|none",
      description = "Let images of rare labels count more (auto). Default: ${DEFAULT-VALUE}.")
  ClassWeights classWeights;

  @Option(
      names = "--seed",
      defaultValue = "0",
      converter = NumberConverters.Whole.class,
      paramLabel = "N",
      description = "Where all chance comes from. Default: ${DEFAULT-VALUE}.")
  long seed;

  /**
   * Sets the weight decay to its default, which depends on the optimiser, where it has no value.
   *
   * @throws ParameterException if the optimiser does not support weight decay
   */
  void resolve(CommandLine command) {
    double decay =
        weightDecay != null ? weightDecay : optimizer == OptimizerName.ADAMW ? ADAMW_DECAY : 0;
    if (optimizer == OptimizerName.ADAM && decay > 0) {
      throw new ParameterException(
          command,
          "there is no --weight-decay with --optimizer adam, but it is %s; choose adamw, or a weight decay of 0"
              .formatted(decay));
    }
    weightDecay = decay;
  }

  /** Returns the optimiser; call {@link #resolve} first. */
  Optimizer optimizer() {
    double decay = weightDecay == null ? 0 : weightDecay;
    double clipNorm = clip == null ? Double.POSITIVE_INFINITY : clip;
    if (optimizer == OptimizerName.SGD) {
      Optimizer.Sgd sgd = Optimizer.Sgd.standard();
      return new Optimizer.Sgd(sgd.momentum(), sgd.nesterov(), decay, clipNorm);
    }
    Optimizer.Adam adam = Optimizer.Adam.standard();
    return new Optimizer.Adam(adam.beta1(), adam.beta2(), adam.epsilon(), decay, clipNorm);
  }
}
