package dev.espy.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "0, 1, 1",
    "1, 1, 1",
    "0, 2, 0.5",
    "0, 6, 0.03125",
    "1, 5, 0.21875",
    "2, 8, 0.109375",
    "12, 40, 0.0001275387838557407",
  })
  void isTwiceTheTailOfTheBinomialDistribution(long first, long second, double expected) {
    assertThat(McNemar.pValue(first, second)).isCloseTo(expected, within(1e-12));
    assertThat(McNemar.pValue(second, first)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void largeNumbersTakeNoLongerAndStayProbabilities() {
    assertThat(McNemar.pValue(1_000_000, 1_000_000)).isCloseTo(1, within(1e-9));
    assertThat(McNemar.pValue(0, 5000)).isBetween(0.0, 1e-300);
    assertThat(McNemar.pValue(1_000_000_000, 1_000_100_000)).isBetween(0.01, 0.05);
  }

  @Test
  void refusesMoreImagesThanItCanCount() {
    assertThatThrownBy(() -> McNemar.pValue(Integer.MAX_VALUE, 1))
        .isInstanceOf(ArithmeticException.class);
  }
}
