package dev.espy.application.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopKTest {

  private static final Labels LABELS =
      new Labels(List.of(new Label("a"), new Label("b"), new Label("c"), new Label("d")));

  private static List<String> names(Prediction prediction) {
    return prediction.ranked().stream().map(ranked -> ranked.label().name()).toList();
  }

  @Test
  void ranksTheMostProbableFirst() {
    float[] probabilities = {9, 9, 9, 9, 0.1f, 0.4f, 0.2f, 0.3f};
    Prediction prediction = new TopK(LABELS, 3, 0).predict(probabilities, 1);
    assertThat(names(prediction)).containsExactly("b", "d", "c");
    assertThat(prediction.confidence()).isEqualTo(0.4f);
  }

  @Test
  void ofEqualProbabilitiesTheEarlierLabelIsFirst() {
    float[] probabilities = {0.25f, 0.25f, 0.25f, 0.25f};
    assertThat(names(new TopK(LABELS, 2, 0).predict(probabilities, 0))).containsExactly("a", "b");
  }

  @Test
  void ranksNoMoreLabelsThanThereAre() {
    float[] probabilities = {0.1f, 0.2f, 0.3f, 0.4f};
    assertThat(names(new TopK(LABELS, 9, 0).predict(probabilities, 0)))
        .containsExactly("d", "c", "b", "a");
  }

  @Test
  void givesNoAnswerBelowTheLeastConfidence() {
    float[] probabilities = {0.1f, 0.2f, 0.3f, 0.4f};
    assertThat(new TopK(LABELS, 1, 0.41).predict(probabilities, 0).answer()).isNull();
    assertThat(new TopK(LABELS, 1, 0.4f).predict(probabilities, 0).answer())
        .isEqualTo(new Label("d"));
  }
}
