package dev.espy.adapters.cli;

import java.io.PrintWriter;

/**
 * Where a command writes. Control characters in what it writes, which labels, names and messages
 * may bring along, reach neither a terminal nor a log: they are written as {@code \}{@code u001b}
 * and the like.
 */
public final class Console {

  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter styledOut;
  private final PrintWriter styledErr;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;

  /**
   * @param out where results go
   * @param err where progress and messages go
   * @param terminal whether a person is watching {@code err}, so that a line may be drawn over
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this.styledOut = out;
    this.styledErr = err;
    this.out = new VisibleWriter(out);
    this.err = new VisibleWriter(err);
    this.terminal = terminal;
  }

  /** Returns where results go. */
  public PrintWriter out() {
    return out;
  }

  /** Returns where progress and messages go. */
  public PrintWriter err() {
    return err;
  }

  /** Returns whether a person is watching {@link #err}, so that a line may be drawn over. */
  public boolean terminal() {
    return terminal;
  }

  /** Returns where results go as they are: for help texts, which are Espy's own, with styles. */
  public PrintWriter styledOut() {
    return styledOut;
  }

  /** Erases the line that is drawn over. */
  void eraseLine() {
    drawLine("");
  }

  /**
   * Draws over the line.
   *
   * @param line what to show in it
   */
  void drawLine(String line) {
    styledErr.print(ERASE_LINE + VisibleWriter.line(line));
    styledErr.flush();
  }
}
