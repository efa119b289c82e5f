package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\r\nb",
        "a\u001bb",
        "a\u0000\tb",
        "a\u007fb",
        "a\u009bb",
        "a\u2028b",
        "a\u202eb"
      })
  void hasNoControlCharacters(String text) {
    assertThat(OneLine.of(text)).isEqualTo("a b");
  }

  @Test
  void isTheTextWhereThatIsALine() {
    assertThat(OneLine.of("a  b: 犬, 👩‍🚀, données")).isEqualTo("a  b: 犬, 👩‍🚀, données");
  }

  @Test
  void leavesOutTheMiddleOfALongText() {
    String line = OneLine.of("file: " + "9".repeat(1_000_000) + "; use fewer");

    assertThat(line)
        .hasSizeLessThan(2100)
        .startsWith("file: 999")
        .contains("99 ... 99")
        .endsWith("; use fewer");
  }

  @Test
  void isWhatMessagesAndReasonsAre() {
    assertThat(new BadModelException("not a label: 'a\n\u001b[31m'"))
        .hasMessage("not a label: 'a [31m'");
    assertThat(new Unreadable("a\nb", 1, "no such file: a\nb").reason())
        .isEqualTo("no such file: a b");
  }
}
