package dev.espy.application.validate;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.pipeline.ImageLoader;
import dev.espy.application.report.LabelCounts;
import dev.espy.application.report.NotableImages;
import dev.espy.application.report.NotableImages.Candidate;
import dev.espy.application.report.ReportImages;
import dev.espy.application.report.SizeCounts;
import dev.espy.application.report.TimedExplainer;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.Report.SizeCount;
import dev.espy.domain.report.Report.Step;
import dev.espy.domain.report.Report.Timing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report of a validation: selects images while the answers pass, and writes it. */
final class ValidationReport {

  /** The shortest time for explaining answers, in seconds, if validating takes less. */
  private static final double EXPLAINING = 30;

  /** The largest number of images whose size is looked at. */
  private static final int SIZES = 100;

  private final Model model;
  private final DataSet data;
  private final RunControl control;
  private final NotableImages notable;
  private final long started;
  private int images;

  /**
   * @param model the model
   * @param data the labelled images
   * @param control the listener for explaining answers, the clock, the cancellation flag and the
   *     number of threads
   */
  ValidationReport(Model model, DataSet data, RunControl control) {
    this.model = model;
    this.data = data;
    this.control = control;
    this.notable = new NotableImages(model.labels());
    this.started = control.now();
  }

  /**
   * Considers an answer.
   *
   * @param sample the image, with its label
   * @param probabilities the probabilities of several images as [image][label]
   * @param row the row of the image in {@code probabilities}
   */
  void answered(Sample sample, float[] probabilities, int row) {
    notable.add(images++, sample.truth().orElseThrow(), probabilities, row, () -> sample);
  }

  /**
   * Writes the report.
   *
   * @param reports the writer
   * @param file the path of the report
   * @param evaluation the evaluation of all answers
   * @param unreadable number of images that could not be read
   * @param finished false if cancelled
   * @param classifier the classifier of the model
   * @return the reason why it could not be written, or null
   */
  @Nullable StorageException write(
      ReportPort reports,
      Path file,
      Evaluation evaluation,
      int unreadable,
      boolean finished,
      Classifier classifier) {
    double seconds = (control.now() - started) / 1e9;
    TimedExplainer explainer =
        new TimedExplainer(classifier, model, Math.max(EXPLAINING, seconds), control);
    Report report =
        new Report(
            Report.Kind.VALIDATION,
            data.name(),
            ModelDescription.of(model),
            model.calibration(),
            List.of(),
            evaluation,
            ReportImages.galleries(
                notable.selection(evaluation.confusion()), this::read, explainer, control),
            null,
            LabelCounts.of(model.labels(), null, images(evaluation)),
            sizes(),
            List.of(new Timing(Step.VALIDATING, seconds)),
            unreadable,
            finished);
    try {
      reports.write(report, file);
      return null;
    } catch (StorageException e) {
      return e;
    }
  }

  private List<DecodeResult> read(List<Candidate> candidates) {
    List<DecodeResult> results = new ArrayList<>();
    try (ImageLoader loader =
        new ImageLoader(
            data,
            candidates.stream().map(Candidate::sample).iterator(),
            model.network().input(),
            Math.max(1, candidates.size() / control.threads()),
            control.with(new RunListener() {}))) {
      loader.forEachRemaining(chunk -> results.addAll(chunk.results()));
    }
    return results;
  }

  private static Map<Label, Long> images(Evaluation evaluation) {
    return evaluation.perLabel().stream()
        .filter(label -> label.support() > 0)
        .collect(Collectors.toMap(LabelScore::label, LabelScore::support));
  }

  /** Looks at images that are spread over the data, unless the run is cancelled. */
  private List<SizeCount> sizes() {
    if (control.stopped()) {
      return List.of();
    }
    int every = (data.size() - 1) / SIZES + 1;
    List<Sample> spread = new ArrayList<>();
    try (Stream<Sample> samples = data.samples()) {
      int[] row = new int[1];
      samples.filter(sample -> row[0]++ % every == 0).forEach(spread::add);
    }
    return SizeCounts.of(data, spread::get, spread.size(), control.threads());
  }
}
