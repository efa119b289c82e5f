package dev.espy.adapters.cli.output;

import java.io.PrintWriter;

/**
 * The standard output and standard error of a command. Control characters, which labels, names and
 * messages may contain, are written in visible form, such as {@code \}{@code u001b}.
 *
 * <p>On a terminal, standard error may have a last line that is redrawn. Any other text first
 * erases it.
 */
public final class Console {

  private final PrintWriter styledOut;
  private final PrintWriter styledErr;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final TerminalWidth width;

  /** The number of columns of the redrawn line, 0 if there is none. */
  private int drawn;

  /**
   * @param out the destination of results
   * @param err the destination of progress and messages
   * @param terminal true if {@code err} is a terminal, where a line can be redrawn
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this(out, err, terminal, TerminalWidth.fixed(TerminalWidth.USUAL));
  }

  /**
   * @param out the destination of results
   * @param err the destination of progress and messages
   * @param terminal true if {@code err} is a terminal, where a line can be redrawn
   * @param width the width of the terminal
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal, TerminalWidth width) {
    this.styledOut = out;
    this.styledErr = err;
    this.out = new VisibleWriter(out, this::inPlaceOfTheLine);
    this.err = new VisibleWriter(err, this::inPlaceOfTheLine);
    this.terminal = terminal;
    this.width = width;
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

  /** Returns the number of columns of the terminal now, at least 1. */
  public int columns() {
    return width.columns();
  }

  /** Returns the unfiltered destination of results, for help texts with terminal styles. */
  public PrintWriter styledOut() {
    return styledOut;
  }

  /** Erases the redrawn line, if there is one. */
  public synchronized void eraseLine() {
    if (drawn > 0) {
      styledErr.print(eraser());
      styledErr.flush();
      drawn = 0;
    }
  }

  /**
   * Redraws the line.
   *
   * @param line the new text, shorter than the terminal is wide
   */
  public synchronized void drawLine(String line) {
    String visible = VisibleWriter.line(line);
    styledErr.print(eraser() + visible);
    styledErr.flush();
    drawn = visible.length();
  }

  /** Writes text after erasing the redrawn line. */
  private synchronized void inPlaceOfTheLine(Runnable writing) {
    eraseLine();
    writing.run();
  }

  /** Returns the control characters that erase the redrawn line. */
  private String eraser() {
    // A terminal that became narrower has broken the line into several.
    int above = drawn == 0 || !width.breaksLines() ? 0 : (drawn - 1) / columns();
    return above == 0 ? "\r\033[K" : "\r\033[" + above + "A\033[J";
  }
}
