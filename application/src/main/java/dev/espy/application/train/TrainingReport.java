package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.report.LabelCounts;
import dev.espy.application.report.NotableImages;
import dev.espy.application.report.ReportImages;
import dev.espy.application.report.SizeCounts;
import dev.espy.application.report.TimedExplainer;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.Report.Galleries;
import dev.espy.domain.report.Report.Step;
import dev.espy.domain.report.Report.Suspects;
import dev.espy.domain.report.Report.Timing;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report of a training: collects its content while the training runs, and writes it. */
final class TrainingReport implements FinalValidation.AnswerSink {

  /** The largest number of suspected labels with a picture. */
  private static final int SUSPECTS = 300;

  private final TrainRequest request;
  private final TrainingData data;
  private final RunControl control;
  private final NotableImages notable;
  private final List<Timing> timings = new ArrayList<>();
  private Galleries galleries = Galleries.NONE;
  private @Nullable Suspects suspects;
  private long lapStarted;

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
    this.lapStarted = started;
    ended(Step.READING);
  }

  /** Records the time of a step that ended now and began with the end of the one before. */
  void ended(Step step) {
    long now = control.now();
    timings.add(new Timing(step, (now - lapStarted) / 1e9));
    lapStarted = now;
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
   * Takes pictures of notable images, and explains answers for a hundredth of the time of the
   * epochs.
   *
   * @param evaluation the evaluation of all answers
   * @param classifiers the engine that classifies
   * @param model the model
   * @param epochs all complete epochs
   */
  void illustrate(
      Evaluation evaluation, ClassifierPort classifiers, Model model, List<Epoch> epochs) {
    double seconds = epochs.stream().mapToDouble(Epoch::seconds).sum() / 100;
    try (Classifier classifier = classifiers.open(model)) {
      galleries =
          ReportImages.galleries(
              notable.selection(evaluation.confusion()),
              images ->
                  images.stream().map(image -> data.validation().image(image.image())).toList(),
              TimedExplainer.of(classifier, model, seconds, control),
              new RunListener() {});
    }
  }

  /**
   * Adds the suspected labels.
   *
   * @param review the review that lists them
   * @param found the list that was saved
   */
  void suspected(LabelReview review, TrainResult.Suspects found) {
    suspects =
        new Suspects(review.pictures(request.verdicts(), SUSPECTS), found.labels(), found.judged());
  }

  /**
   * Writes the report into the run folder.
   *
   * @param reports the writer
   * @param model the model of the run
   * @param epochs all complete epochs
   * @param evaluation the evaluation, or null without validation images
   */
  void write(ReportPort reports, Model model, List<Epoch> epochs, @Nullable Evaluation evaluation) {
    Path folder = request.folder();
    reports.write(
        new Report(
            Report.Kind.TRAINING,
            folder.toString(),
            ModelDescription.of(model),
            model.calibration(),
            epochs,
            evaluation,
            galleries,
            suspects,
            LabelCounts.of(data.labels(), data.targets(), evaluation),
            SizeCounts.of(
                data.source().data(),
                index -> data.source().sample(data.training().sample(index)),
                data.training().size(),
                control.threads()),
            timings,
            data.unreadable().size(),
            !control.stopped()),
        folder.resolve(ReportPort.FILE_NAME));
  }
}
