package dev.espy.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLengthTest {

  @ParameterizedTest
  @CsvSource({
    "10, 7, false, 10",
    "10, 7, true, 10",
    "1000, 7, true, 1000",
    "5000 steps, 375, false, 14",
    "5000steps, 500, false, 10",
    "5000 steps, 501, false, 10",
    "5000 steps, 499, false, 11",
    "5000 steps, 7, false, 200",
    "5000 steps, 7800, false, 5",
    "5000 steps, 375, true, 200",
    "1 steps, 1, false, 5"
  })
  void isSoManyEpochs(String text, int stepsAnEpoch, boolean limited, int epochs) {
    assertThat(TrainingLength.parse(text).epochs(stepsAnEpoch, limited)).isEqualTo(epochs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "5000 steps"})
  void isReadAsItIsWritten(String text) {
    assertThat(TrainingLength.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-3", "ten", "1.5", "steps", "0 steps", "10 epochs", "9999999999"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> TrainingLength.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is not a whole number of at least 1, nor one followed by steps".formatted(text));
  }

  @Test
  void isMadeInEitherUnit() {
    assertThat(TrainingLength.epochs(3)).isEqualTo(TrainingLength.parse("3"));
    assertThat(TrainingLength.steps(3)).isEqualTo(TrainingLength.parse("3 steps"));
  }
}
