package dev.espy.adapters.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

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
    assertThat(Table.number(value)).isEqualTo(text);
  }

  @Test
  void writesFloatsAsItWritesTheSameDoubles() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      float value = random.nextFloat();
      assertThat(Table.number(value)).isEqualTo(Table.number((double) value));
    }
  }
}
