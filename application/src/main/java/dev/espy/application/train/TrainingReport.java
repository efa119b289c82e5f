package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.report.LabelCounts;
import dev.espy.application.report.NotableImages;
import dev.espy.application.report.ReportImages;
import dev.espy.application.report.SizeCounts;
import dev.espy.application.report.TimedExplainer;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Label;
import dev.espy.domain.StorageException;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.Report.Galleries;
import dev.espy.domain.report.Report.SizeCount;
import dev.espy.domain.report.Report.Step;
import dev.espy.domain.report.Report.Suspects;
import dev.espy.domain.report.Report.Timing;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The report of a training: collects its content while the training runs, and writes it. */
final class TrainingReport implements FinalValidation.AnswerSink {

  /** The largest number of suspected labels with a picture. */
  private static final int SUSPECTS = 200;

  /** The time for explaining answers, as a share of the time of all epochs. */
  private static final double EXPLAINING = 0.005;

  private final TrainRequest request;
  private final TrainingData data;
  private final RunControl control;
  private final NotableImages notable;
  private final List<Timing> timings = new ArrayList<>();
  private Galleries galleries = Galleries.NONE;
  private @Nullable Suspects suspects;
  private @Nullable List<SizeCount> sizes;

  /**
   * @param request the training
   * @param data its images
   * @param started the time at which reading began, on the clock of the control
   * @param control the clock and the cancellation flag
   */
  TrainingReport(TrainRequest request, TrainingData data, long started, RunControl control) {
    this.request = request;
    this.data = data;
    this.control = control;
    this.notable = new NotableImages(data.labels());
    timings.add(new Timing(Step.READING, (control.now() - started) / 1e9));
  }

  /** Records the time of a step. */
  void took(Step step, double seconds) {
    timings.add(new Timing(step, seconds));
  }

  @Override
  public void answered(int image, float[] probabilities, int row) {
    notable.add(
        image,
        data.validationTruth(image),
        probabilities,
        row,
        () -> data.validationSource().sample(data.validation().sample(image)));
  }

  /**
   * Takes pictures of notable images, and explains answers for half a per cent of the time of the
   * epochs.
   *
   * @param evaluation the evaluation of all answers
   * @param classifiers the engine that classifies
   * @param model the model
   * @param epochs all complete epochs
   */
  void illustrate(
      Evaluation evaluation, ClassifierPort classifiers, Model model, List<Epoch> epochs) {
    double seconds = EXPLAINING * epochs.stream().mapToDouble(Epoch::seconds).sum();
    if (control.stopped() || seconds == 0) {
      galleries = galleries(evaluation, ReportImages.Explainer.NONE);
      return;
    }
    try (Classifier classifier = classifiers.open(model)) {
      galleries = galleries(evaluation, new TimedExplainer(classifier, model, seconds, control));
    }
  }

  private Galleries galleries(Evaluation evaluation, ReportImages.Explainer explainer) {
    return ReportImages.galleries(
        notable.selection(evaluation.confusion()),
        images -> images.stream().map(image -> data.validation().image(image.image())).toList(),
        explainer,
        control.uncancelled());
  }

  /** Adds the labels that a review suspects. */
  void suspected(LabelReview review) {
    suspects =
        new Suspects(
            review.pictures(request.verdicts(), SUSPECTS),
            Math.toIntExact(review.suspects(request.verdicts()).count()),
            review.judged());
  }

  /**
   * Writes the report into the run folder.
   *
   * @param reports the writer
   * @param model the model of the run
   * @param epochs all complete epochs
   * @param evaluation the evaluation, or null without validation images
   * @return the reason why it could not be written, or null
   */
  @Nullable StorageException write(
      ReportPort reports, Model model, List<Epoch> epochs, @Nullable Evaluation evaluation) {
    Path folder = request.folder();
    Report report =
        new Report(
            Report.Kind.TRAINING,
            folder.toString(),
            ModelDescription.of(model),
            model.calibration(),
            epochs,
            evaluation,
            galleries,
            suspects,
            LabelCounts.of(data.labels(), data.targets(), validationImages()),
            sizes(),
            timings,
            data.unreadable().size(),
            !control.stopped());
    try {
      reports.write(report, folder.resolve(ReportPort.FILE_NAME));
      return null;
    } catch (StorageException e) {
      return e;
    }
  }

  private Map<Label, Long> validationImages() {
    return IntStream.range(0, data.validation().size())
        .mapToObj(data::validationTruth)
        .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
  }

  /** Looks at training images, once, unless the run is cancelled. */
  private List<SizeCount> sizes() {
    if (sizes == null) {
      sizes =
          control.stopped()
              ? List.of()
              : SizeCounts.of(
                  data.source().data(),
                  index -> data.source().sample(data.training().sample(index)),
                  data.training().size(),
                  control.threads());
    }
    return sizes;
  }
}
