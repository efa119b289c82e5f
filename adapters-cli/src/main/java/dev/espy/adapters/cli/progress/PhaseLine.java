package dev.espy.adapters.cli.progress;

import dev.espy.adapters.cli.output.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A phase in one line of text.
 *
 * @param name the name of the phase and its place in the run
 * @param done the number of images that are done, with the part of the present one if it is known
 * @param total the number of images of the phase, 0 if it is unknown
 * @param seconds the time since the phase began, in seconds
 * @param loss the mean loss while training, NaN if there is none
 */
record PhaseLine(String name, double done, long total, double seconds, double loss) {

  private static final int LONGEST_BAR = 24;
  private static final int SHORTEST_BAR = 6;
  private static final double SHORTEST_TIME = 1e-3;

  /**
   * Returns the line. What does not fit is left out, the least important part first: the bar, the
   * rate, the loss, the time left; at last the end of the line.
   *
   * @param columns the width of the line, at least 0
   */
  String fit(int columns) {
    double rate = done / Math.max(seconds, SHORTEST_TIME);
    String counts = String.format(Locale.ROOT, "%,d/%,d", (long) done, total);
    // Nothing is known of the rate before any work is done.
    String speed = done == 0 ? "" : TextFormat.speed(rate);
    String left = done == 0 ? "" : "ETA " + TextFormat.duration(Math.max(0, total - done) / rate);
    String learned = Double.isNaN(loss) ? "" : String.format(Locale.ROOT, "loss %.4f", loss);
    List<List<String>> variants =
        List.of(
            List.of(counts, speed, left, learned),
            List.of(counts, left, learned),
            List.of(counts, left),
            List.of(counts));
    String all = line("", variants.get(0));
    int room = columns - all.length() - "[] ".length();
    if (room >= SHORTEST_BAR) {
      return line(bar(Math.min(LONGEST_BAR, room)), variants.get(0));
    }
    for (List<String> variant : variants) {
      String line = line("", variant);
      if (line.length() <= columns) {
        return line;
      }
    }
    String shortest = line("", List.of(counts));
    return shortest.substring(0, Math.max(0, Math.min(columns, shortest.length())));
  }

  private String line(String bar, List<String> figures) {
    List<String> parts = new ArrayList<>(figures);
    parts.removeIf(String::isEmpty);
    return name + " " + bar + String.join("  ", parts);
  }

  private String bar(int length) {
    int filled = total == 0 ? 0 : (int) (length * Math.min(1.0, done / total));
    return "[" + "#".repeat(filled) + ".".repeat(length - filled) + "] ";
  }
}
