package dev.espy.adapters.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The width of the terminal. The system is asked when the width is first needed, and again after
 * the terminal was resized.
 */
public final class TerminalWidth {

  /** The width where none is known, in columns. */
  static final int USUAL = 80;

  private static final File TERMINAL = new File("/dev/tty");
  private static final Pattern SIZE = Pattern.compile("[0-9]+ ([1-9][0-9]{0,4})");
  private static final int PATIENCE_MILLIS = 500;

  private final boolean fixed;
  private final boolean breaksLines;
  private boolean asked;
  private volatile boolean resized;
  private volatile int columns;

  private TerminalWidth(boolean fixed, boolean breaksLines, int columns) {
    this.fixed = fixed;
    this.breaksLines = breaksLines;
    this.columns = columns;
  }

  /**
   * Returns a width that does not change.
   *
   * @param columns the number of columns, at least 1
   */
  public static TerminalWidth fixed(int columns) {
    return new TerminalWidth(true, true, columns);
  }

  /**
   * Returns the width of the terminal of this process. Asks nothing yet.
   *
   * @param environment the environment variables by name, null for those that are not set
   */
  public static TerminalWidth ofThisProcess(Function<String, @Nullable String> environment) {
    return new TerminalWidth(false, breaksLines(environment), USUAL);
  }

  /** Returns the number of columns, at least 1. */
  public int columns() {
    if (!fixed) {
      update();
    }
    return columns;
  }

  /**
   * Returns whether the terminal breaks a line that no longer fits after a resize, as most do.
   * xterm and screen cut it.
   */
  boolean breaksLines() {
    return breaksLines;
  }

  private static boolean breaksLines(Function<String, @Nullable String> environment) {
    return environment.apply("TMUX") != null
        || (environment.apply("XTERM_VERSION") == null && environment.apply("STY") == null);
  }

  private synchronized void update() {
    if (!asked) {
      asked = true;
      resized = true;
      // Does nothing where there is no such signal.
      Signals.register("WINCH", () -> resized = true);
    }
    if (resized) {
      resized = false;
      columns = ask();
    }
  }

  private int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroy();
        return columns;
      }
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return columns;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return columns;
    }
  }

  /** Returns the columns of rows and columns as stty writes them, the usual ones if unknown. */
  static int parse(String size) {
    Matcher matcher = SIZE.matcher(size.strip());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : USUAL;
  }
}
