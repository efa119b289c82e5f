package dev.espy.adapters.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  /** The right column is what report.js shows, whose numbers are rounded by toFixed. */
  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "1, 100 %",
    "0.0125, 1.3 %",
    "0.0145, 1.5 %",
    "0.1235, 12.3 %",
    "0.2765, 27.7 %",
    "0.3333333333333333, 33.3 %",
    "0.5, 50.0 %",
    "0.9995, 99.95 %",
    "0.99999, 99.999 %",
    "0.0004, 0.04 %",
    "0.00003, 0.003 %",
    "0.0000001, 0.000 %",
    "NaN, not a number",
  })
  void aShareIsRoundedAsInTheCharts(double share, String text) {
    assertThat(Numbers.share(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0000",
    "0.00003, 0.0000300",
    "0.000001, 0.00000100",
    "0.00001, 0.0000100",
    "0.0015, 0.00150",
    "0.00099996, 0.001000",
    "1.23456, 1.2346",
    "12.00005, 12.0000",
    "1e-300, 0.0000000000",
    "-0.00003, -0.0000300",
    "Infinity, not a number",
  })
  void aNumberIsRoundedAsInTheCharts(double value, String text) {
    assertThat(Numbers.number(value)).isEqualTo(text);
  }
}
