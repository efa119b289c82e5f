package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions that nvidia-smi prints. */
class GpuTableVersionTest {

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
    assertThat(Version.parse(lower)).isLessThan(Version.parse(higher));
    assertThat(Version.parse(higher)).isGreaterThan(Version.parse(lower));
  }

  @Test
  void zerosDoNotCount() {
    assertThat(Version.parse("450.80.02")).isEqualByComparingTo(Version.parse("450.80.2"));
    assertThat(Version.parse("12")).isEqualByComparingTo(Version.parse("12.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "8.", "8,6", "v8", "-1", "[N/A]", "8.6 ", "1234567890"})
  void isNumbersWithDots(String text) {
    assertThat(GpuTable.version(text)).isEmpty();
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(GpuTable.version("450.80.02")).get().hasToString("450.80.02");
  }
}
