package dev.espy.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  @ParameterizedTest
  @CsvSource({
    "450.80.02, 525.60.13",
    "525.60.12, 525.60.13",
    "525.60, 525.60.13",
    "99.99, 418.67",
    "8.9, 12.0",
    "8.9, 8.10"
  })
  void isOrderedByItsNumbers(String lower, String higher) {
    assertThat(new Version(lower)).isLessThan(new Version(higher));
    assertThat(new Version(higher)).isGreaterThan(new Version(lower));
  }

  @Test
  void zerosDoNotCount() {
    assertThat(new Version("450.80.02")).isEqualByComparingTo(new Version("450.80.2"));
    assertThat(new Version("12")).isEqualByComparingTo(new Version("12.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "8.", "8,6", "v8", "-1", "[N/A]", "8.6 ", "1234567890"})
  void isNumbersWithDots(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(Version.parse("450.80.02")).get().hasToString("450.80.02");
  }
}
