package dev.espy.adapters.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseLineTest {

  private static final PhaseLine HALF = new PhaseLine("epoch 1/3 training", 500, 1000, 2, 0.75);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | epoch 1/3 training [############............] 500/1,000  250 images/s  ETA 2.0 s  loss 0.7500",
        "90 | epoch 1/3 training [##########...........] 500/1,000  250 images/s  ETA 2.0 s  loss 0.7500",
        "74 | epoch 1/3 training 500/1,000  250 images/s  ETA 2.0 s  loss 0.7500",
        "66 | epoch 1/3 training 500/1,000  250 images/s  ETA 2.0 s  loss 0.7500",
        "65 | epoch 1/3 training 500/1,000  ETA 2.0 s  loss 0.7500",
        "45 | epoch 1/3 training 500/1,000  ETA 2.0 s",
        "30 | epoch 1/3 training 500/1,000",
        "20 | epoch 1/3 training 5",
        "1 | e",
        "0 | ''"
      })
  void leavesOutWhatDoesNotFit(int columns, String expected) {
    assertThat(HALF.fit(columns)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "19", "40", "79", "100", "1000"})
  void isNeverLongerThanTheTerminalIsWide(int columns) {
    PhaseLine long_ =
        new PhaseLine("trial 100/100 epoch 100/100 training", 1L << 60, 1L << 62, 1e9, 1e300);
    assertThat(long_.fit(columns).length()).isLessThanOrEqualTo(columns);
    assertThat(HALF.fit(columns).length()).isLessThanOrEqualTo(columns);
  }

  @Test
  void anEmptyOrUnknownPhaseHasALine() {
    assertThat(new PhaseLine("reading", 0, 0, 0, Double.NaN).fit(80))
        .isEqualTo("reading [........................] 0/0");
    assertThat(new PhaseLine("reading", 0, 10, 5, Double.NaN).fit(80))
        .isEqualTo("reading [........................] 0/10");
    assertThat(new PhaseLine("reading", 5, 0, 0, Double.NaN).fit(30)).startsWith("reading 5/0");
  }

  @Test
  void slowWorkHasARateAndPartsOfAnImageCount() {
    assertThat(new PhaseLine("explaining", 0, 1, 2, Double.NaN).fit(80))
        .isEqualTo("explaining [........................] 0/1");
    assertThat(new PhaseLine("explaining", 0.5, 1, 1, Double.NaN).fit(80))
        .isEqualTo("explaining [############............] 0/1  0.5 images/s  ETA 1.0 s");
    assertThat(new PhaseLine("explaining", 1.75, 2, 0.5, Double.NaN).fit(45))
        .isEqualTo("explaining 1/2  3.5 images/s  ETA 0.1 s");
  }

  @Test
  void aPhaseWithMoreImagesThanPlannedFillsTheBar() {
    assertThat(new PhaseLine("checking", 12, 10, 1, Double.NaN).fit(80))
        .isEqualTo("checking [########################] 12/10  12 images/s  ETA 0.0 s");
  }
}
