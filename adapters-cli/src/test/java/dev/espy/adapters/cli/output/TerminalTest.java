package dev.espy.adapters.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  private final StringWriter text = new StringWriter();

  private Console console(int columns) {
    PrintWriter writer = new PrintWriter(text);
    return new Console(writer, writer, true, TerminalWidth.fixed(columns));
  }

  @Test
  void erasesTheLinesIntoWhichANarrowerTerminalBroke() {
    Console console = console(20);

    console.drawLine("a".repeat(50));
    console.drawLine("b");
    console.eraseLine();
    console.eraseLine();

    assertThat(text).hasToString("\r\033[K" + "a".repeat(50) + "\r\033[2A\033[Jb" + "\r\033[K");
  }

  @Test
  void anyOutputTakesThePlaceOfTheLine() {
    Console console = console(80);

    console.drawLine("half");
    console.out().println("result");
    console.err().println("message");

    String end = System.lineSeparator();
    assertThat(text).hasToString("\r\033[Khalf\r\033[Kresult" + end + "message" + end);
  }

  @ParameterizedTest
  @CsvSource({"'24 100\n', 100", "'50 40', 40", "'0 0', 80", "'', 80", "'24', 80", "'a b', 80"})
  void readsTheWidthThatTheSystemSays(String size, int columns) {
    assertThat(TerminalWidth.parse(size)).isEqualTo(columns);
  }

  @Test
  void knowsWhichTerminalsBreakLines() {
    assertThat(TerminalWidth.ofThisProcess(Map.<String, String>of()::get).breaksLines()).isTrue();
    Map<String, String> xterm = Map.of("XTERM_VERSION", "XTerm(380)");
    assertThat(TerminalWidth.ofThisProcess(xterm::get).breaksLines()).isFalse();
    Map<String, String> tmux = Map.of("XTERM_VERSION", "XTerm(380)", "TMUX", "/tmp/tmux,1,0");
    assertThat(TerminalWidth.ofThisProcess(tmux::get).breaksLines()).isTrue();
    assertThat(TerminalWidth.ofThisProcess(Map.of("STY", "1.pts")::get).breaksLines()).isFalse();
  }
}
