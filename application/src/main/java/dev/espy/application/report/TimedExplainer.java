package dev.espy.application.report;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.explain.Occlusion;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Image;
import dev.espy.domain.explanation.HeatMap;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.util.Optional;

/** Explains answers until the time for it is over, or the run is cancelled. */
public final class TimedExplainer implements ReportImages.Explainer {

  private final Occlusion occlusion;
  private final RunControl control;

  /**
   * @param classifier the classifier of the model, open as long as the explainer is used
   * @param model the model
   * @param seconds the time for all explanations, in seconds; an explanation that is not complete
   *     then is dropped
   * @param control the clock and the cancellation flag
   */
  public TimedExplainer(Classifier classifier, Model model, double seconds, RunControl control) {
    this.occlusion = new Occlusion(classifier, model.network());
    // Hidden areas are no images of the data, so nobody counts them.
    this.control = control.with(new RunListener() {}).until(control.now() + (long) (seconds * 1e9));
  }

  @Override
  public Optional<HeatMap> explain(Image image, int answer) {
    if (control.stopped()) {
      return Optional.empty();
    }
    try {
      return occlusion.measure(image, answer, control).map(Occlusion.Outcome::map);
    } catch (BadModelException e) {
      return Optional.empty(); // A hidden area can bring values that no image brings.
    }
  }
}
