package dev.espy.application.validate;

import dev.espy.application.Names;
import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.classify.LearnedImages;
import dev.espy.application.classify.TopK;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The use case of validating: evaluates a model on labelled images. */
public final class Validate {

  private final ClassifierPort engine;
  private final PredictionsPort predictions;

  /**
   * @param engine what classifies
   * @param predictions the writer of the predictions
   */
  public Validate(ClassifierPort engine, PredictionsPort predictions) {
    this.engine = engine;
    this.predictions = predictions;
  }

  /**
   * Validates. Labels are matched by name. Samples without a label are skipped; images with a label
   * that the model does not know count as wrong answers. The listener is told if some of the images
   * are training images of the model.
   *
   * @param model the model to use
   * @param data the labelled images
   * @param output the file of true and predicted labels, or null for none
   * @param batchSize the largest number of images to classify at once, at least 1
   * @param listener the listener for progress and the evaluation
   * @param cancelled the cancellation flag, checked before each batch; if set, the remaining
   *     samples are skipped
   * @return the outcome
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   * @throws BadDataSetException if no sample has a label that the model knows, or no image with
   *     such a label is readable
   * @throws CancellationException if cancelled before the first image was classified
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or a file cannot be
   *     written
   */
  public ValidateResult run(
      Model model,
      DataSet data,
      @Nullable Path output,
      int batchSize,
      RunListener listener,
      BooleanSupplier cancelled) {
    List<Sample> samples = data.samples();
    int[] labelled =
        IntStream.range(0, samples.size())
            .filter(i -> samples.get(i).truth().isPresent())
            .toArray();
    if (labelled.length == 0) {
      throw new BadDataSetException(data.name() + ": no row has a label to compare with");
    }
    List<Label> strangers = strangers(model.labels(), data, labelled, listener);
    try (PredictionsPort.@Nullable Writer writer =
            output == null
                ? null
                : predictions.open(new PredictionsPort.Format(output, data.idName(), 1, true));
        Recognizer classifier = new Recognizer(engine.open(model), model.provenance())) {
      Scores scores =
          new Scores(
              samples,
              TopK.top1(model.labels()),
              new Evaluator(model.labels(), strangers),
              model.labels(),
              writer);
      listener.phaseStarted(Phase.VALIDATING, labelled.length);
      ClassifyingPass.run(
          classifier, model.network(), data, labelled, batchSize, listener, cancelled, scores);
      boolean finished = scores.images + scores.unreadable.size() == labelled.length;
      if (scores.images == 0 && !finished) {
        throw new CancellationException("stopped before an image was classified");
      }
      if (finished && scores.known == 0) {
        // Not every label is a stranger's, so images of those that are known cannot be read.
        Unreadable first = scores.unreadable.get(0);
        throw new BadDataSetException(
            "%s: none of the images%s can be read; the first is in row %d: %s"
                .formatted(
                    data.name(),
                    scores.images == 0 ? "" : " with a label that the model knows",
                    first.row(),
                    first.reason()),
            first.remedies().toArray(Remedy[]::new));
      }
      if (writer != null) {
        if (finished) {
          writer.finish();
        } else {
          writer.keepPart();
        }
      }
      listener.phaseFinished(Phase.VALIDATING);
      classifier.tell(scores.images, listener);
      ValidateResult result =
          new ValidateResult(
              scores.evaluator.evaluation(),
              scores.unreadable,
              samples.size() - labelled.length,
              finished);
      listener.evaluated(result.evaluation());
      return result;
    }
  }

  private static List<Label> strangers(
      Labels known, DataSet data, int[] labelled, RunListener listener) {
    Map<Label, Integer> rows = new TreeMap<>();
    for (int sample : labelled) {
      rows.merge(data.samples().get(sample).truth().orElseThrow(), 1, Integer::sum);
    }
    rows.keySet().removeIf(label -> known.position(label).isPresent());
    int count = rows.values().stream().mapToInt(Integer::intValue).sum();
    if (count == labelled.length) {
      throw new BadDataSetException(
          "%s: the model knows none of the labels %s, but %s"
              .formatted(data.name(), Names.of(rows.keySet()), Names.of(known.asList())),
          Remedy.NAME_LABEL_COLUMN);
    }
    if (count > 0) {
      listener.note(
          "The model does not know the label%s %s of %,d of %,d rows; all answers to such images are wrong."
              .formatted(
                  rows.size() == 1 ? "" : "s", Names.of(rows.keySet()), count, labelled.length));
    }
    return List.copyOf(rows.keySet());
  }

  /** A classifier that recognizes training images of the model. */
  private static final class Recognizer implements Classifier {

    /** The smallest share of training images that is worth a note; fewer may be coincidences. */
    private static final double NOTABLE = 0.01;

    private final Classifier classifier;
    private final LearnedImages learned;
    private final int trainingImages;
    private final Set<Long> found = new HashSet<>();

    Recognizer(Classifier classifier, Provenance provenance) {
      this.classifier = classifier;
      this.learned = LearnedImages.of(provenance);
      this.trainingImages = provenance.trainingImages();
    }

    @Override
    public float[] classify(Batch batch) {
      if (learned.size() > 0) {
        found.addAll(learned.in(batch));
      }
      return classifier.classify(batch);
    }

    void tell(int images, RunListener listener) {
      if (found.isEmpty()) {
        return;
      }
      long estimate =
          Math.min(images, Math.round((double) trainingImages * found.size() / learned.size()));
      boolean exact = learned.size() == trainingImages || found.size() == learned.size();
      if (estimate >= NOTABLE * images) {
        listener.note(
            "The model learned from %s, so the figures are better than on new ones."
                .formatted(
                    estimate == images
                        ? "these very images"
                        : "%s%,d of these %,d images"
                            .formatted(exact ? "" : "about ", estimate, images)));
      }
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  /** Evaluates each prediction, and writes it if requested. */
  private static final class Scores implements ClassifyingPass.Sink {

    private final List<Sample> samples;
    private final TopK topK;
    private final Evaluator evaluator;
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final PredictionsPort.@Nullable Writer writer;
    private final Labels labels;
    private int images;
    private int known;

    Scores(
        List<Sample> samples,
        TopK topK,
        Evaluator evaluator,
        Labels labels,
        PredictionsPort.@Nullable Writer writer) {
      this.samples = samples;
      this.topK = topK;
      this.evaluator = evaluator;
      this.labels = labels;
      this.writer = writer;
    }

    @Override
    public void classified(int sample, float[] probabilities, int image) {
      Label truth = samples.get(sample).truth().orElseThrow();
      evaluator.add(truth, probabilities, image);
      if (writer != null) {
        writer.write(samples.get(sample), topK.predict(probabilities, image));
      }
      images++;
      known += labels.position(truth).isPresent() ? 1 : 0;
    }

    @Override
    public void unreadable(int sample, Unreadable bad) {
      unreadable.add(bad);
      if (writer != null) {
        writer.write(samples.get(sample), bad);
      }
    }
  }
}
