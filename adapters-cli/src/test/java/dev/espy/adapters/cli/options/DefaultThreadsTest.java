package dev.espy.adapters.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.options.DefaultThreads.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultThreadsTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-3",
        "+3",
        "1.5",
        "many",
        "4 threads",
        "4,",
        ",4",
        "0,4",
        "4,0",
        "4,x",
        "4;3"
      })
  void areTheProcessorsUnlessTheVariableIsANumber(String variable) {
    assertThat(DefaultThreads.of(variable, 6)).isEqualTo(new DefaultThreads(6, Source.PROCESSORS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1;1",
        "3;3",
        " 8 ;8",
        "007;7",
        "4,3;4",
        "2 , 8,1;2",
        "1024;1024",
        "1025;1024",
        "99999999999999999999;1024"
      })
  void areTheFirstNumberOfTheVariable(String variable, int threads) {
    assertThat(DefaultThreads.of(variable, 6))
        .isEqualTo(new DefaultThreads(threads, Source.ENVIRONMENT));
  }

  @Test
  void areNeverMoreThanTheOptionAllows() {
    assertThat(DefaultThreads.of(null, 2000).count()).isEqualTo(DefaultThreads.MOST);
  }
}
