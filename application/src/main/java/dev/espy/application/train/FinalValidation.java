package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.application.pipeline.PackedImages;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Batch;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Reliability;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.confidence.TemperatureFit;
import dev.espy.domain.evaluation.ArgMax;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.evaluation.LabelScore;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The validation of a run's model after the last epoch: it fits the temperature, and evaluates the
 * model with it.
 *
 * <p>The images are classified once. Their probabilities are kept, up to {@value
 * #MOST_PROBABILITIES}. If there are more, the temperature is fitted to an evenly spread sample of
 * the images, and all images are classified in a second pass.
 */
final class FinalValidation {

  private static final int MOST_PROBABILITIES = 1 << 22;

  /** The fewest images with known labels to which a temperature is fitted; fewer say too little. */
  private static final int FEWEST = 20;

  /** The fraction of the golden ratio, times 2 to the power of 32. */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  /** Receives the answer for each readable validation image, in order. */
  interface AnswerSink {

    /**
     * An image was classified.
     *
     * @param image the number of the image among the readable validation images, from 0
     * @param probabilities the probabilities of several images as [image][label], with the
     *     temperature
     * @param row the row of the image in {@code probabilities}
     */
    void answered(int image, float[] probabilities, int row);
  }

  /**
   * The outcome.
   *
   * @param evaluation the evaluation of the model with the temperature
   * @param calibration the calibration of the model, or null if there are too few images
   */
  record Result(Evaluation evaluation, @Nullable Calibration calibration) {}

  private final TrainingData data;
  private final RunControl control;
  private final int labels;
  private final int batchSize;
  private final int mostProbabilities;

  /**
   * @param model the model
   * @param data the images, with at least one readable validation image
   * @param control progress listener and clock; cancellation is ignored
   */
  FinalValidation(Model model, TrainingData data, RunControl control) {
    this(model, data, control, MOST_PROBABILITIES);
  }

  FinalValidation(Model model, TrainingData data, RunControl control, int mostProbabilities) {
    this.data = data;
    this.control = control;
    this.labels = model.labels().size();
    this.batchSize = BatchSize.of(model.network(), BatchSize.USUAL);
    this.mostProbabilities = mostProbabilities;
  }

  /**
   * Validates.
   *
   * @param classifier the classifier of the model, without a temperature
   * @param sink the receiver of the answers
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  Result run(Classifier classifier, AnswerSink sink) {
    int images = data.validation().size();
    long known = IntStream.range(0, images).filter(image -> truth(image) >= 0).count();
    boolean enough = known >= FEWEST;
    int mostKept = Math.max(FEWEST, mostProbabilities / labels);
    int every = (images - 1) / mostKept + 1;
    int[] sample = sample(images, every);
    float[] kept = classify(classifier, sample);

    Temperatures temperatures =
        enough ? Temperatures.fit(kept, sample, this::truth, labels) : Temperatures.NONE;
    Answers answers = new Answers(temperatures, sink);
    if (every == 1) {
      answers.add(0, kept);
    } else {
      control.listener().phaseStarted(Phase.VALIDATING, images);
      for (int from = 0; from < images; from += batchSize) {
        int[] batch = IntStream.range(from, Math.min(images, from + batchSize)).toArray();
        answers.add(from, probabilities(classifier, batch));
      }
      control.listener().phaseFinished(Phase.VALIDATING);
    }
    if (!enough) {
      control
          .listener()
          .warn(
              "Confidences are not calibrated: it takes %d images to validate on whose labels are learned, and there are %d."
                  .formatted(FEWEST, known));
      return new Result(answers.evaluator.evaluation(), null);
    }
    Reliability reliability = answers.crossFitted.counted();
    Evaluation evaluation = answers.evaluator.evaluation().withReliability(reliability);
    return new Result(
        evaluation,
        new Calibration(
            temperatures.all(),
            answers.before.counted().error(),
            reliability.error(),
            evaluation.coverage(),
            counts(evaluation, LabelScore::support),
            counts(evaluation, LabelScore::answered)));
  }

  /**
   * The temperatures of the images.
   *
   * @param all the temperature that was fitted to all images
   * @param first the temperature that was fitted to the first half
   * @param second the temperature that was fitted to the other half
   */
  private record Temperatures(Temperature all, Temperature first, Temperature second) {

    static final Temperatures NONE =
        new Temperatures(Temperature.ONE, Temperature.ONE, Temperature.ONE);

    static Temperatures fit(
        float[] probabilities, int[] images, IntUnaryOperator truth, int labels) {
      TemperatureFit fit =
          new TemperatureFit(probabilities, IntStream.of(images).map(truth).toArray(), labels);
      return new Temperatures(
          fit.all(),
          fit.of(place -> isInFirstHalf(images[place])),
          fit.of(place -> !isInFirstHalf(images[place])));
    }

    /** Returns the temperature for an image that was fitted to other images. */
    Temperature fromOthers(int image) {
      return isInFirstHalf(image) ? second : first;
    }
  }

  /** Returns one random image of each group of consecutive ones, by number. */
  private static int[] sample(int images, int groupSize) {
    SplittableRandom random = new SplittableRandom(images);
    return IntStream.iterate(0, first -> first < images, first -> first + groupSize)
        .map(first -> first + random.nextInt(Math.min(groupSize, images - first)))
        .toArray();
  }

  /**
   * Returns whether an image is in the first half of the images. Multiples of the golden ratio
   * decide, so the halves are even although the labels may be in a regular order.
   */
  private static boolean isInFirstHalf(int image) {
    return image * GOLDEN_RATIO >= 0;
  }

  /** Returns a count of each label that the model knows. */
  private List<Integer> counts(Evaluation evaluation, ToLongFunction<LabelScore> count) {
    return evaluation.perLabel().stream()
        .limit(labels)
        .map(score -> Math.toIntExact(count.applyAsLong(score)))
        .toList();
  }

  private float[] classify(Classifier classifier, int[] images) {
    float[] probabilities = new float[Math.multiplyExact(images.length, labels)];
    control.listener().phaseStarted(Phase.VALIDATING, images.length);
    for (int from = 0; from < images.length; from += batchSize) {
      int[] batch = Arrays.copyOfRange(images, from, Math.min(images.length, from + batchSize));
      float[] some = probabilities(classifier, batch);
      System.arraycopy(some, 0, probabilities, from * labels, some.length);
    }
    control.listener().phaseFinished(Phase.VALIDATING);
    return probabilities;
  }

  private float[] probabilities(Classifier classifier, int[] images) {
    Batch batch = data.validation().batch(images);
    long start = control.now();
    float[] probabilities = FiniteProbabilities.of(classifier, batch);
    control.listener().batchClassified(batch.size(), control.now() - start);
    return probabilities;
  }

  /** Returns the position of a validation image's label, negative if the model does not know it. */
  private int truth(int image) {
    return data.labels().position(data.validationTruth(image)).orElse(-1);
  }

  /** Evaluates the answers. */
  private final class Answers {

    private final Temperatures temperatures;
    private final AnswerSink sink;
    private final Evaluator evaluator;
    private final Reliability.Counter before = new Reliability.Counter();
    private final Reliability.Counter crossFitted = new Reliability.Counter();

    Answers(Temperatures temperatures, AnswerSink sink) {
      this.temperatures = temperatures;
      this.sink = sink;
      PackedImages images = data.validation();
      this.evaluator =
          new Evaluator(
              data.labels(),
              IntStream.range(0, images.size()).mapToObj(data::validationTruth).toList(),
              temperatures.all());
    }

    /**
     * Adds images.
     *
     * @param first the number of the first image
     * @param probabilities the probabilities without the temperature; replaced
     */
    void add(int first, float[] probabilities) {
      int rows = probabilities.length / labels;
      for (int row = 0; row < rows; row++) {
        int image = first + row;
        int answer = ArgMax.of(probabilities, row * labels, labels);
        boolean right = truth(image) == answer;
        before.add(probabilities[row * labels + answer], right);
        float[] alone = Arrays.copyOfRange(probabilities, row * labels, (row + 1) * labels);
        temperatures.fromOthers(image).apply(alone, labels);
        crossFitted.add(alone[answer], right);
      }
      temperatures.all().apply(probabilities, labels);
      for (int row = 0; row < rows; row++) {
        int image = first + row;
        evaluator.add(data.validationTruth(image), probabilities, row);
        sink.answered(image, probabilities, row);
      }
    }
  }
}
