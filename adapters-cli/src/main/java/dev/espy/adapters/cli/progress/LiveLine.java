package dev.espy.adapters.cli.progress;

import dev.espy.adapters.cli.output.Console;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of one phase on a terminal. The library redraws it on a thread of its own, at most five
 * times a second. A phase that ends before the first time is not shown.
 *
 * <p>The library's own renderer and consumer are not used: they start {@code stty} for each
 * drawing, divide by whole seconds, cut off the figures in a narrow terminal, and leave an empty
 * line at the end.
 */
final class LiveLine implements AutoCloseable {

  private static final int REDRAW_MILLIS = 200;

  /**
   * The columns that stay free: the terminal shows ^C there, and may go to the next line once its
   * last column is written.
   */
  private static final int MARGIN = 3;

  private static final double MOST_OF_AN_IMAGE = 0.99;

  private final Drawing drawing;
  private final ProgressBar bar;
  private volatile double part;
  private volatile double loss = Double.NaN;

  /**
   * @param name the name of the phase and its place in the run
   * @param total the number of images, 0 if it is unknown
   * @param console the destination, a terminal
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  LiveLine(String name, long total, Console console, LongSupplier nanoTime) {
    long started = nanoTime.getAsLong();
    drawing = new Drawing(console);
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(total)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setRenderer(
                (state, columns) ->
                    new PhaseLine(
                            name,
                            state.getCurrent() + part,
                            total,
                            (nanoTime.getAsLong() - started) / 1e9,
                            loss)
                        .fit(columns))
            .continuousUpdate()
            .setConsumer(drawing)
            .build();
  }

  /** Counts images that are done. No part of a further one is done. */
  void advance(long images) {
    part = 0;
    bar.stepBy(images);
  }

  /**
   * Sets the progress within an image.
   *
   * @param share the part of the work on the image that is done, from 0 to 1
   */
  void advanceWithin(double share) {
    // The whole image is counted when it is written.
    part = Math.min(share, MOST_OF_AN_IMAGE);
  }

  /** Sets the mean loss. */
  void loss(double mean) {
    loss = mean;
  }

  /** Erases the line. */
  @Override
  public void close() {
    drawing.ended = true;
    bar.close(); // waits for a drawing that has begun
    drawing.console.eraseLine();
  }

  /** Draws on the console, on the library's thread. */
  private static final class Drawing implements ProgressBarConsumer {

    private final Console console;
    private boolean begun;
    private volatile boolean ended;

    Drawing(Console console) {
      this.console = console;
    }

    @Override
    public int getMaxRenderedLength() {
      return begun ? console.columns() - MARGIN : 0;
    }

    @Override
    public void accept(String rendered) {
      // The library draws once when a phase begins; that would flicker in short phases.
      if (begun && !ended) {
        console.drawLine(rendered);
      }
      begun = true;
    }

    @Override
    public void close() {}
  }
}
