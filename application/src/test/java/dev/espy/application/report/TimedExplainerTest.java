package dev.espy.application.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimedExplainerTest {

  private final Recorder recorder = new Recorder();
  private final AtomicLong seconds = new AtomicLong();
  private final RunControl control =
      new RunControl(recorder, () -> false, () -> seconds.get() * 1_000_000_000);
  private final Model model = ExampleModels.small(1);
  private final Image image =
      new Image(model.preprocessing().input(), new byte[model.preprocessing().input().size()]);

  /** Returns an explainer with a classifier that takes a second for each batch. */
  private TimedExplainer explainer(float probability, double limit) {
    Classifier slow =
        new Classifier() {
          @Override
          public float[] classify(Batch batch) {
            seconds.incrementAndGet();
            float[] equal = new float[batch.size() * model.labels().size()];
            Arrays.fill(equal, probability);
            return equal;
          }

          @Override
          public void close() {}
        };
    return new TimedExplainer(slow, model, limit, control);
  }

  @Test
  void explainsWhileThereIsTime() {
    assertThat(explainer(1 / 3f, 1000).explain(image, 0)).isPresent();
    assertThat(recorder.classified).as("hidden areas are no images of the data").isZero();
  }

  @Test
  void dropsAnExplanationThatTakesTooLong() {
    TimedExplainer explainer = explainer(1 / 3f, 2);
    assertThat(explainer.explain(image, 0)).isEmpty();
    assertThat(seconds.get()).as("it stops at the end of its time").isEqualTo(2);
  }

  @Test
  void anAnswerThatIsNoNumberIsNotExplained() {
    assertThat(explainer(Float.NaN, 1000).explain(image, 0)).isEmpty();
  }
}
