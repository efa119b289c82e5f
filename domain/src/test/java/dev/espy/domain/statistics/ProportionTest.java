package dev.espy.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  @Test
  void nothingMayBeAnyShare() {
    Proportion nothing = new Proportion(0, 0);

    assertThat(nothing.value()).isZero();
    assertThat(nothing.interval()).isEqualTo(new Interval(0, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 10", "81, 263", "9080, 10000", "1, 2147483647"})
  void theIntervalIsWilsons(long count, long total) {
    Proportion proportion = new Proportion(count, total);
    double share = (double) count / total;
    double middle = (share + Z * Z / 2 / total) / (1 + Z * Z / total);
    double half =
        Z
            / (1 + Z * Z / total)
            * Math.sqrt(share * (1 - share) / total + Z * Z / 4 / total / total);

    assertThat(proportion.value()).isEqualTo(share);
    assertThat(proportion.interval().lower()).isCloseTo(middle - half, CLOSE);
    assertThat(proportion.interval().upper()).isCloseTo(middle + half, CLOSE);
    assertThat(share).isBetween(proportion.interval().lower(), proportion.interval().upper());
  }

  /** Newcombe, "Two-sided confidence intervals for the single proportion", 1998, method 3. */
  @Test
  void theIntervalIsThatOfThePublishedTable() {
    assertThat(new Proportion(81, 263).interval().lower()).isCloseTo(0.2553, within(5e-5));
    assertThat(new Proportion(81, 263).interval().upper()).isCloseTo(0.3662, within(5e-5));
    assertThat(new Proportion(0, 20).interval().upper()).isCloseTo(0.1611, within(5e-5));
  }

  @Test
  void noneAndAllReachTheEnds() {
    for (int total : new int[] {1, 2, 7, 60, 10_000, Integer.MAX_VALUE}) {
      assertThat(new Proportion(0, total).interval().lower()).isZero();
      assertThat(new Proportion(0, total).interval().upper()).isBetween(0.0, 0.8);
      assertThat(new Proportion(total, total).interval().upper()).isEqualTo(1);
      assertThat(new Proportion(total, total).interval().lower()).isBetween(0.2, 1.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "3, 2", "0, -1", "1, 2147483648"})
  void refusesNumbersThatCannotBe(long count, long total) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(count, total));
  }
}
