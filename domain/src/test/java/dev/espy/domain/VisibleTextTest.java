package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

  @Test
  void controlCharactersBecomeEscapes() {
    assertThat(VisibleText.line("a\u001b[31m\u0000b\u202ec\n\td"))
        .isEqualTo("a\\u001b[31m\\u0000b\\u202ec\\u000a\\u0009d");
    assertThat(VisibleText.lines("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
  }

  @Test
  void otherTextStays() {
    assertThat(VisibleText.line("犬 <b>&amp; שלום 👗")).isEqualTo("犬 <b>&amp; שלום 👗");
    assertThat(VisibleText.line("")).isEmpty();
  }
}
