package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espy.domain.Prediction.Ranked;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {

  private static final List<Ranked> RANKED =
      List.of(new Ranked(new Label("a"), 0.75f), new Ranked(new Label("b"), 0.25f));

  @Test
  void answersWithTheFirstIfConfident() {
    Prediction prediction = new Prediction(RANKED, true);

    assertThat(prediction.label()).isEqualTo(new Label("a"));
    assertThat(prediction.confidence()).isEqualTo(0.75f);
    assertThat(prediction.answer()).isEqualTo(new Label("a"));
    assertThat(new Prediction(RANKED, false).answer()).isNull();
  }

  @Test
  void needsALabel() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Prediction(List.of(), true));
  }
}
