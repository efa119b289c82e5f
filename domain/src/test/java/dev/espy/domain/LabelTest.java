package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

  @Test
  void wholeNumbersGoByValueBeforeAllOthersByName() {
    List<Label> ordered =
        Stream.of(
                "0",
                "007",
                "7",
                "10",
                "999999999",
                "-1",
                "1.5",
                "1000000000",
                "T-shirt/top",
                "a",
                "犬")
            .map(Label::new)
            .toList();

    assertThat(ordered.stream().sorted()).containsExactlyElementsOf(ordered);
    assertThat(ordered.stream().sorted(Label::compareTo).toList().stream().sorted())
        .containsExactlyElementsOf(ordered);
    for (Label label : ordered) {
      for (Label other : ordered) {
        assertThat(Integer.signum(label.compareTo(other)))
            .isEqualTo(Integer.compare(ordered.indexOf(label), ordered.indexOf(other)));
      }
    }
  }

  @Test
  void areComparedByNameExactly() {
    assertThat(new Label("cat")).isEqualTo(new Label("cat")).hasToString("cat");
    assertThat(new Label("cat")).isNotEqualTo(new Label("Cat"));
    assertThat(new Label("1")).isNotEqualTo(new Label("01"));
    assertThat(new Label("black cat").name()).isEqualTo("black cat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", " a", "a\n", "\u3000犬"})
  void needANameWithoutSpaceAroundIt(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Label(name));
  }
}
