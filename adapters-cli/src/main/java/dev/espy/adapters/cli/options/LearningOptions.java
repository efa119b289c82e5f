package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.AugmentationValue;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.training.Schedule;
import dev.espy.domain.training.TrainingLength;
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
          "Number of epochs, or \"N steps\" of a batch each, rounded to whole epochs from 5 to"
              + " 200 (200 if a time limit shortens the training). Default: ${DEFAULT-VALUE}.")
  TrainingLength epochs;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      converter = NumberConverters.Positive.class,
      paramLabel = "N",
      description = "Number of images in a training step. Default: ${DEFAULT-VALUE}.")
  int batchSize;

  @Option(
      names = "--optimizer",
      defaultValue = "adam",
      converter = OptimizerName.Converter.class,
      paramLabel = "NAME",
      description =
          "The optimiser: adam, adamw, or sgd (with Nesterov momentum 0.9). Default:"
              + " ${DEFAULT-VALUE}.")
  OptimizerName optimizer;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.001",
      converter = NumberConverters.Rate.class,
      paramLabel = "X",
      description =
          "The highest learning rate of the schedule (--find-learning-rate suggests one)."
              + " Default: ${DEFAULT-VALUE}.")
  double learningRate;

  @Option(
      names = "--schedule",
      defaultValue = "constant",
      converter = ScheduleConverter.class,
      paramLabel = "NAME",
      description =
          "The learning rate over time: constant, step, cosine (after a short warm-up) or"
              + " one-cycle. Default: ${DEFAULT-VALUE}.")
  Schedule schedule;

  @Option(
      names = "--weight-decay",
      defaultValue = Option.NULL_VALUE, // so that parsing again forgets the value of a preset
      converter = NumberConverters.Amount.class,
      paramLabel = "X",
      description =
          "Weight decay: with adamw multiplied by the learning rate in each step, with sgd"
              + " added to the gradient. Default: ${DEFAULT-VALUE}; if neither a preset nor a file"
              + " sets it, 0.01 with adamw, otherwise 0.")
  @Nullable Double weightDecay;

  @Option(
      names = "--clip",
      defaultValue = "none",
      converter = NumberConverters.RateOrNone.class,
      paramLabel = "X|none",
      description =
          "Scale gradients down to this norm if theirs is larger. Default: ${DEFAULT-VALUE}.")
  @Nullable Double clip;

  @Option(
      names = "--label-smoothing",
      defaultValue = "0",
      converter = NumberConverters.Share.class,
      paramLabel = "SHARE",
      description =
          "Share of each image's target that is spread evenly over all labels. Default:"
              + " ${DEFAULT-VALUE}.")
  double labelSmoothing;

  @Option(
      names = "--averaging",
      defaultValue = "0",
      converter = NumberConverters.Share.class,
      paramLabel = "DECAY",
      description =
          "Decay, per step, of a moving average of the weights, such as 0.999. The average is"
              + " validated, too, and kept if it is better. Default: ${DEFAULT-VALUE}; 0 means no"
              + " average.")
  double averaging;

  @Option(
      names = "--augment",
      defaultValue = "none",
      converter = AugmentationValue.Converter.class,
      paramLabel = "auto|none|LIST",
      description =
          "Random changes to training images: auto, none, or a list such as"
              + " shift,flip,erase=0.25 of shift, rotate, scale, flip, brightness-contrast, erase,"
              + " mixup and cutmix, each with an optional amount. Default: ${DEFAULT-VALUE}.")
  AugmentationValue augment;

  @Option(
      names = "--class-weights",
      defaultValue = "none",
      converter = ClassWeightsConverter.class,
      paramLabel = "auto|none",
      description = "auto gives images of rare labels more weight. Default: ${DEFAULT-VALUE}.")
  ClassWeights classWeights;

  @Option(
      names = "--seed",
      defaultValue = "0",
      converter = NumberConverters.Whole.class,
      paramLabel = "N",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
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
          "adam does not support --weight-decay (got %s); use --optimizer adamw, or --weight-decay 0"
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
