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
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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
   * @param calibration the calibration of the model
   */
  record Result(Evaluation evaluation, Calibration calibration) {}

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
    int every = (int) (((long) images * labels - 1) / mostProbabilities + 1);
    int[] sample = sample(images, every);
    float[] kept = classify(classifier, sample);
    int[] truths = IntStream.of(sample).map(this::truth).toArray();

    TemperatureFit fit = new TemperatureFit(kept, truths, labels);
    long known = IntStream.of(truths).filter(truth -> truth >= 0).count();
    boolean enough = known >= FEWEST;
    Temperature temperature = enough ? fit.all() : Temperature.ONE;
    Reliability before = reliability(kept, truths, Temperature.ONE, Temperature.ONE);
    Reliability after =
        enough
            ? reliability(
                kept,
                truths,
                fit.of(image -> !isInFirstHalf(image)),
                fit.of(FinalValidation::isInFirstHalf))
            : before;
    if (!enough) {
      control
          .listener()
          .note(
              known == images
                  ? "Confidences are not calibrated: there are only %d images to validate on, and it takes %d."
                      .formatted(images, FEWEST)
                  : "Confidences are not calibrated: only %d images to validate on have a label that is learned, and it takes %d."
                      .formatted(known, FEWEST));
    }

    Answers answers = new Answers(temperature, sink);
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
    Evaluation evaluation = answers.evaluator.evaluation();
    return new Result(
        evaluation.withReliability(after),
        new Calibration(
            temperature,
            before.error(),
            after.error(),
            evaluation.coverage(),
            boxed(answers.truths),
            boxed(answers.answers)));
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

  private static List<Integer> boxed(int[] counts) {
    return IntStream.of(counts).boxed().toList();
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

  /**
   * Returns the reliability of images with the temperatures of two halves.
   *
   * @param first the temperature for the first half
   * @param second the temperature for the other half
   */
  private Reliability reliability(
      float[] probabilities, int[] truths, Temperature first, Temperature second) {
    Reliability.Counter counter = new Reliability.Counter();
    for (int image = 0; image < truths.length; image++) {
      float[] row = Arrays.copyOfRange(probabilities, image * labels, (image + 1) * labels);
      (isInFirstHalf(image) ? first : second).apply(row, labels);
      int answer = ArgMax.of(row, 0, labels);
      counter.add(row[answer], answer == truths[image]);
    }
    return counter.counted();
  }

  /** Evaluates the answers, and counts what the model stores of them. */
  private final class Answers {

    private final Temperature temperature;
    private final AnswerSink sink;
    private final Evaluator evaluator;
    private final int[] truths = new int[labels];
    private final int[] answers = new int[labels];

    Answers(Temperature temperature, AnswerSink sink) {
      this.temperature = temperature;
      this.sink = sink;
      PackedImages images = data.validation();
      this.evaluator =
          new Evaluator(
              data.labels(),
              IntStream.range(0, images.size()).mapToObj(data::validationTruth).toList(),
              temperature);
    }

    /**
     * Adds images.
     *
     * @param first the number of the first image
     * @param probabilities the probabilities without the temperature; replaced
     */
    void add(int first, float[] probabilities) {
      temperature.apply(probabilities, labels);
      for (int row = 0; row < probabilities.length / labels; row++) {
        int image = first + row;
        int truth = truth(image);
        int answer = ArgMax.of(probabilities, row * labels, labels);
        if (truth >= 0) {
          truths[truth]++;
        }
        answers[answer]++;
        evaluator.add(data.validationTruth(image), probabilities, row);
        sink.answered(image, probabilities, row);
      }
    }
  }
}
