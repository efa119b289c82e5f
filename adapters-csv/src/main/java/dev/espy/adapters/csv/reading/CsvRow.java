package dev.espy.adapters.csv.reading;

import java.util.List;

/**
 * A row of a table.
 *
 * @param number the number of the row, as a spreadsheet shows it: the first is 1, a blank line
 *     counts, a cell of several lines does not make several rows
 * @param cells the cells as they are in the file
 */
public record CsvRow(int number, List<String> cells) {

  /** Returns a cell without white space around it; empty if the row has too few cells. */
  public String cell(int column) {
    return column < cells.size() ? cells.get(column).strip() : "";
  }
}
