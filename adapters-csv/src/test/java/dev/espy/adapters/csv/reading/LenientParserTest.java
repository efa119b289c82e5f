package dev.espy.adapters.csv.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LenientParserTest {

  private static List<List<String>> parse(String text) throws Exception {
    try (CSVReader csv =
        new CSVReaderBuilder(new StringReader(text))
            .withCSVParser(new LenientParser(','))
            .build()) {
      return csv.readAll().stream().map(Arrays::asList).toList();
    }
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("a,b", List.of(List.of("a", "b"))),
        Arguments.of("a,,", List.of(List.of("a", "", ""))),
        Arguments.of(",", List.of(List.of("", ""))),
        Arguments.of("\"\",\"\"", List.of(List.of("", ""))),
        Arguments.of("\"a,b\",c", List.of(List.of("a,b", "c"))),
        Arguments.of("\"say \"\"a\"\"\",c", List.of(List.of("say \"a\"", "c"))),
        Arguments.of("\"\"\"\"", List.of(List.of("\""))),
        Arguments.of("a, \"b,c\" ,d", List.of(List.of("a", "b,c", "d"))),
        Arguments.of("5\" disk,7\"", List.of(List.of("5\" disk", "7\""))),
        Arguments.of("\"a\" b,c", List.of(List.of("a b", "c"))),
        Arguments.of("\"C:\\dir\\\",x\\y", List.of(List.of("C:\\dir\\", "x\\y"))),
        Arguments.of("\"a\n\n, b\",c\nd,e", List.of(List.of("a\n\n, b", "c"), List.of("d", "e"))),
        Arguments.of("x,\"a\n\"\"\n\"", List.of(List.of("x", "a\n\"\n"))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void splitsCells(String text, List<List<String>> expected) throws Exception {
    assertThat(parse(text)).isEqualTo(expected);
  }
}
