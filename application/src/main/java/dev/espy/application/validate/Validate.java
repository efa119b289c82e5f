package dev.espy.application.validate;

import dev.espy.application.Names;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.classify.RecognizingClassifier;
import dev.espy.application.classify.TopK;
import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.ReportPort;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The use case of validating: evaluates a model on labelled images. */
public final class Validate {

  private final ClassifierPort engine;
  private final PredictionsPort predictions;
  private final ReportPort reports;

  /**
   * @param engine the engine that classifies
   * @param predictions the writer of the predictions
   * @param reports the writer of reports
   */
  public Validate(ClassifierPort engine, PredictionsPort predictions, ReportPort reports) {
    this.engine = engine;
    this.predictions = predictions;
    this.reports = reports;
  }

  /**
   * Validates. Labels are matched by name. Samples without a label are skipped; images with a label
   * that the model does not know count as wrong answers. The listener is told if some of the images
   * are training images of the model. The memory depends on the number of labels, not on that of
   * the samples.
   *
   * @param request the model, the images, and perhaps files for the answers and a report
   * @param control listener for progress and the evaluation, and cancellation flag, which is
   *     checked before each batch; if set, the remaining samples are skipped
   * @return the outcome
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   * @throws BadDataSetException if no sample has a label that the model knows, or no image with
   *     such a label is readable
   * @throws CancellationException if cancelled before the first image was classified
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or a file cannot be
   *     written
   */
  public ValidateResult run(ValidateRequest request, RunControl control) {
    Model model = request.model();
    DataSet data = request.data();
    Truths truths = Truths.of(data, model.labels());
    truths.check(data, model.labels(), control.listener());
    ValidationReport report =
        request.report() == null ? null : new ValidationReport(model, data, control);
    try (PredictionsPort.@Nullable Writer writer = open(request);
        Classifier opened = engine.open(model);
        RecognizingClassifier classifier = new RecognizingClassifier(opened, model.provenance());
        Stream<Sample> samples = data.samples()) {
      Answers answers =
          new Answers(
              model.labels(),
              new Evaluator(model.labels(), truths.unknownLabels, model.temperature()),
              writer,
              report);
      control.listener().phaseStarted(Phase.VALIDATING, truths.labelled);
      boolean finished =
          new ClassifyingPass(classifier, model.network(), data, request.batchSize())
              .run(samples.filter(Validate::isLabelled).iterator(), control, answers);
      answers.check(data, finished);
      if (writer != null) {
        if (finished) {
          writer.finish();
        } else {
          writer.keepPart();
        }
      }
      control.listener().phaseFinished(Phase.VALIDATING);
      classifier.tell(answers.images, "The model", control.listener());
      Evaluation evaluation = answers.evaluator.evaluation();
      UnreadableImages bad = answers.unreadable.collected();
      control.listener().evaluated(evaluation);
      StorageException failure =
          report == null || request.report() == null
              ? null
              : report.write(reports, request.report(), evaluation, bad.count(), finished, opened);
      return new ValidateResult(evaluation, bad, data.size() - truths.labelled, finished, failure);
    }
  }

  private PredictionsPort.@Nullable Writer open(ValidateRequest request) {
    return request.output() == null
        ? null
        : predictions.open(
            new PredictionsPort.Format(request.output(), request.data().idName(), 1, true));
  }

  private static boolean isLabelled(Sample sample) {
    return sample.label() != null;
  }

  /** The number of labelled rows, and the labels that the model does not know. */
  private static final class Truths {

    private final Set<Label> unknownLabels = new TreeSet<>();
    private int labelled;
    private int unknownRows;

    static Truths of(DataSet data, Labels known) {
      Truths truths = new Truths();
      try (Stream<Sample> samples = data.samples()) {
        samples
            .flatMap(sample -> sample.truth().stream())
            .forEach(label -> truths.add(label, known));
      }
      return truths;
    }

    private void add(Label label, Labels known) {
      labelled++;
      if (known.position(label).isEmpty()) {
        unknownRows++;
        unknownLabels.add(label);
      }
    }

    /**
     * Refuses data without a label that the model knows, and notes labels that it does not know.
     */
    void check(DataSet data, Labels known, RunListener listener) {
      if (labelled == 0) {
        throw new BadDataSetException(data.name() + ": no row has a label to compare with");
      }
      if (unknownRows == labelled) {
        throw new BadDataSetException(
            "%s: the model knows none of the labels %s, but %s"
                .formatted(data.name(), Names.of(unknownLabels), Names.of(known.asList())),
            Remedy.NAME_LABEL_COLUMN);
      }
      if (unknownRows > 0) {
        listener.warn(
            "The model does not know the label%s %s of %,d of %,d rows; all answers to such images are wrong."
                .formatted(
                    unknownLabels.size() == 1 ? "" : "s",
                    Names.of(unknownLabels),
                    unknownRows,
                    labelled));
      }
    }
  }

  /** Evaluates each prediction, and writes it if requested. */
  private static final class Answers implements ClassifyingPass.Sink {

    private final TopK topK;
    private final Labels labels;
    private final Evaluator evaluator;
    private final UnreadableImages.Collector unreadable = new UnreadableImages.Collector();
    private final PredictionsPort.@Nullable Writer writer;
    private final @Nullable ValidationReport report;
    private int images;
    private int known;

    Answers(
        Labels labels,
        Evaluator evaluator,
        PredictionsPort.@Nullable Writer writer,
        @Nullable ValidationReport report) {
      this.topK = TopK.top1(labels);
      this.labels = labels;
      this.evaluator = evaluator;
      this.writer = writer;
      this.report = report;
    }

    @Override
    public void classified(Sample sample, float[] probabilities, int image) {
      Label truth = sample.truth().orElseThrow();
      evaluator.add(truth, probabilities, image);
      if (writer != null) {
        writer.write(sample, topK.predict(probabilities, image));
      }
      if (report != null) {
        report.answered(sample, probabilities, image);
      }
      images++;
      known += labels.position(truth).isPresent() ? 1 : 0;
    }

    @Override
    public void unreadable(Sample sample, Unreadable bad) {
      unreadable.add(bad);
      if (writer != null) {
        writer.write(sample, bad);
      }
    }

    /** Refuses a pass without an image that the evaluation can be about. */
    void check(DataSet data, boolean finished) {
      if (images == 0 && !finished) {
        throw new CancellationException("stopped before an image was classified");
      }
      if (finished && known == 0) {
        // Some labels are known, so the images that have them are unreadable.
        Unreadable first = unreadable.collected().first().get(0);
        throw new BadDataSetException(
            "%s: none of the images%s can be read; the first is in row %d: %s"
                .formatted(
                    data.name(),
                    images == 0 ? "" : " with a label that the model knows",
                    first.row(),
                    first.reason()),
            first.remedies().toArray(Remedy[]::new));
      }
    }
  }
}
