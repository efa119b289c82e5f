package dev.espy.adapters.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneDnnContextTest {

  /** Levels are sets of bits: 0x407 is AVX2 with VNNI, which comes after AVX-512 in numbers. */
  @ParameterizedTest
  @CsvSource({
    "0x1, SSE4.1",
    "0x3, AVX",
    "0x7, AVX2",
    "0x407, AVX2",
    "0x27, AVX-512",
    "0x3e7, AVX-512"
  })
  void namesTheInstructionsOfALevel(String level, String name) {
    assertThat(OneDnnContext.Instructions.name(Integer.decode(level))).isEqualTo(name);
  }
}
