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
import dev.espy.domain.Sample;
import dev.espy.domain.evaluation.Evaluation;
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
import java.util.stream.Stream;

/** The report of a validation: selects images while the answers pass, and writes it. */
final class ValidationReport {

  /** The shortest time for explaining answers, in seconds, if validating takes less. */
  private static final double EXPLAINING = 30;

  /** The largest number of images whose size is looked at. */
  private static final int SIZES = 100;

  private final Model model;
  private final DataSet data;
  private final RunListener listener;
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
    this.listener = control.listener();
    this.control =
        new RunControl(
            new RunListener() {}, control.cancelled(), control.nanoTime(), control.threads());
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
   * @param result the outcome of validating
   * @param classifier the classifier of the model
   */
  void write(ReportPort reports, Path file, ValidateResult result, Classifier classifier) {
    Evaluation evaluation = result.evaluation();
    double seconds = (control.now() - started) / 1e9;
    TimedExplainer explainer =
        TimedExplainer.of(classifier, model, Math.max(EXPLAINING, seconds), control);
    reports.write(
        new Report(
            Report.Kind.VALIDATION,
            data.name(),
            ModelDescription.of(model),
            model.calibration(),
            List.of(),
            evaluation,
            ReportImages.galleries(
                notable.selection(evaluation.confusion()), this::read, explainer, listener),
            null,
            LabelCounts.of(model.labels(), null, evaluation),
            sizes(),
            List.of(new Timing(Step.VALIDATING, seconds)),
            result.unreadable().count(),
            result.finished()),
        file);
  }

  private List<DecodeResult> read(List<Candidate> candidates) {
    List<DecodeResult> results = new ArrayList<>();
    try (ImageLoader loader =
        new ImageLoader(
            data,
            candidates.stream().map(Candidate::sample).iterator(),
            model.network().input(),
            Math.max(1, candidates.size() / control.threads()),
            control)) {
      loader.forEachRemaining(chunk -> results.addAll(chunk.results()));
    }
    return results;
  }

  /** Looks at images that are spread over the data. */
  private List<SizeCount> sizes() {
    int every = (data.size() - 1) / SIZES + 1;
    List<Sample> spread = new ArrayList<>();
    try (Stream<Sample> samples = data.samples()) {
      int[] row = new int[1];
      samples.filter(sample -> row[0]++ % every == 0).forEach(spread::add);
    }
    return SizeCounts.of(data, spread::get, spread.size(), control.threads());
  }
}
