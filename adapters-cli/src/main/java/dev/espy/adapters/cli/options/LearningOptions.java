package dev.espy.adapters.cli.options;

import picocli.CommandLine.Option;

/**
 * The options for optimisation, regularisation and augmentation. Each is a setting of the recipe,
 * whose codec reads the typed text.
 */
final class LearningOptions {

  @Option(
      names = "--epochs",
      paramLabel = "N|\"N steps\"",
      description =
          "Number of epochs, or \"N steps\" of a batch each, rounded to whole epochs from 5 to"
              + " 200 (200 if a time limit shortens the training). Default: ${DEFAULT-VALUE}.")
  String epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Number of images in a training step. Default: ${DEFAULT-VALUE}.")
  String batchSize;

  @Option(
      names = "--micro-batch-size",
      paramLabel = "N",
      description =
          "Largest number of images that one thread learns from at a time (a micro-batch)."
              + " Normalizations use the mean and variance of a micro-batch. A value of at least"
              + " --batch-size means the whole batch. Default: ${DEFAULT-VALUE}.")
  String microBatchSize;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "The optimiser: adam, adamw, or sgd (with Nesterov momentum 0.9). Default:"
              + " ${DEFAULT-VALUE}.")
  String optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "The highest learning rate of the schedule (--find-learning-rate suggests one)."
              + " Default: ${DEFAULT-VALUE}.")
  String learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "The learning rate over time: constant, step, cosine (after a short warm-up) or"
              + " one-cycle. Default: ${DEFAULT-VALUE}.")
  String schedule;

  @Option(
      names = "--weight-decay",
      paramLabel = "X|auto",
      description =
          "Weight decay: with adamw multiplied by the learning rate in each step, with sgd"
              + " added to the gradient. Default: ${DEFAULT-VALUE}; auto is 0.01 with adamw,"
              + " otherwise 0.")
  String weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X|none",
      description =
          "Scale gradients down to this norm if theirs is larger. Default: ${DEFAULT-VALUE}.")
  String clipNorm;

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      description =
          "Share of each image's target that is spread evenly over all labels. Default:"
              + " ${DEFAULT-VALUE}.")
  String labelSmoothing;

  @Option(
      names = "--ema-decay",
      paramLabel = "DECAY",
      description =
          "Decay, per step, of an exponential moving average (EMA) of the weights, such as 0.999."
              + " The average is validated, too, and kept if it is better. Default:"
              + " ${DEFAULT-VALUE}; 0 means no average.")
  String emaDecay;

  @Option(
      names = "--augment",
      paramLabel = "auto|none|LIST",
      description =
          "Random changes to training images: auto, none, or a list such as"
              + " shift,flip,erase=0.25 of shift, rotate, scale, flip, brightness-contrast, erase,"
              + " mixup and cutmix, each with an optional amount. Default: ${DEFAULT-VALUE}.")
  String augment;

  @Option(
      names = "--class-weights",
      paramLabel = "auto|none",
      description = "auto gives images of rare labels more weight. Default: ${DEFAULT-VALUE}.")
  String classWeights;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
  String seed;
}
