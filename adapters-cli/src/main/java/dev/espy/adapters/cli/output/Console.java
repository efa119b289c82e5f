package dev.espy.adapters.cli.output;

import java.io.PrintWriter;

/**
 * The standard output and standard error of a command. Control characters, which labels, names and
 * messages may contain, are written in visible form, such as {@code \}{@code u001b}.
 */
public final class Console {

  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter styledOut;
  private final PrintWriter styledErr;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;

  /**
   * @param out the destination of results
   * @param err the destination of progress and messages
   * @param terminal true if {@code err} is a terminal, where a line can be redrawn
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this.styledOut = out;
    this.styledErr = err;
    this.out = new VisibleWriter(out);
    this.err = new VisibleWriter(err);
    this.terminal = terminal;
  }

  /** Returns the destination of results. */
  public PrintWriter out() {
    return out;
  }

  /** Returns the destination of progress and messages. */
  public PrintWriter err() {
    return err;
  }

  /** Returns whether {@link #err} is a terminal, where a line can be redrawn. */
  public boolean terminal() {
    return terminal;
  }

  /** Returns the unfiltered destination of results, for help texts with terminal styles. */
  public PrintWriter styledOut() {
    return styledOut;
  }

  /** Erases the redrawn line. */
  void eraseLine() {
    drawLine("");
  }

  /**
   * Redraws the line.
   *
   * @param line the new text
   */
  void drawLine(String line) {
    styledErr.print(ERASE_LINE + VisibleWriter.line(line));
    styledErr.flush();
  }
}
