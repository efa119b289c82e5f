package dev.espy.adapters.cli.output;

import java.io.PrintWriter;
import java.util.List;

/** A table of text for people. Control characters and the ends of long cells are not printed. */
final class TextTable {

  private static final int LONGEST_CELL = 40;

  private TextTable() {}

  /**
   * Prints a table whose first column is aligned left, and whose other columns are aligned right.
   *
   * @param out the destination
   * @param rows the header and the rows, all with the same number of cells
   */
  static void print(PrintWriter out, List<List<String>> rows) {
    List<List<String>> shown =
        rows.stream().map(row -> row.stream().map(TextTable::shown).toList()).toList();
    int columns = shown.get(0).size();
    StringBuilder format = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      int at = column;
      int width = shown.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
      format.append(column == 0 ? "%-" : "  %").append(Math.max(1, width)).append('s');
    }
    for (List<String> row : shown) {
      out.printf("%s%n", format.toString().formatted(row.toArray()).stripTrailing());
    }
  }

  /** Returns text as the terminal shows it, without the end of a long one. */
  static String shown(String text) {
    String visible = VisibleWriter.line(text);
    return visible.length() <= LONGEST_CELL
        ? visible
        : visible.substring(0, LONGEST_CELL - 3) + "...";
  }
}
