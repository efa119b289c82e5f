package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableWriterTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.5, 0.5",
    "0.8765432, 0.876543",
    "0.8765435, 0.876544",
    "0.99999946, 0.999999",
    "0.9999996, 1",
    "1, 1",
    "0.09999999, 0.1",
    "0.0123456789, 0.0123457",
    "0, 0"
  })
  void writesSixDigits(float value, String text) {
    assertThat(CsvTableWriter.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        -0f,
        -0.5f
      })
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void writesAnyFloatAsTheSameDouble(float value) {
    assertThat(CsvTableWriter.number(value)).isEqualTo(CsvTableWriter.number((double) value));
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void writesFloatsOfAllBitPatterns() {
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 99_991) {
      assertThat(CsvTableWriter.number(Float.intBitsToFloat((int) bits))).isNotEmpty();
    }
  }

  @Test
  void writesFloatsAsItWritesTheSameDoubles() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      float value = random.nextFloat();
      assertThat(CsvTableWriter.number(value)).isEqualTo(CsvTableWriter.number((double) value));
    }
  }
}
