package dev.espy.application.report;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.explain.Occlusion;
import dev.espy.domain.Image;
import dev.espy.domain.explanation.HeatMap;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.util.Optional;

/** Explains answers until a time is over or the run shall stop. */
public final class TimedExplainer implements ReportImages.Explainer {

  private final Occlusion occlusion;
  private final long end;
  private final RunControl control;

  private TimedExplainer(Occlusion occlusion, long end, RunControl control) {
    this.occlusion = occlusion;
    this.end = end;
    this.control = control;
  }

  /**
   * Creates an explainer.
   *
   * @param classifier the classifier of the model, open as long as the explainer is used
   * @param model the model
   * @param seconds the time for all explanations, in seconds; the last one may exceed it
   * @param control the clock and the cancellation flag
   */
  public static TimedExplainer of(
      Classifier classifier, Model model, double seconds, RunControl control) {
    RunControl silent =
        new RunControl(
            new RunListener() {}, control.cancelled(), control.nanoTime(), control.threads());
    return new TimedExplainer(
        new Occlusion(classifier, model.network()), control.now() + (long) (seconds * 1e9), silent);
  }

  @Override
  public Optional<HeatMap> explain(Image image, int answer) {
    if (control.stopped() || control.now() >= end) {
      return Optional.empty();
    }
    return occlusion.measure(image, answer, control).map(Occlusion.Outcome::map);
  }
}
