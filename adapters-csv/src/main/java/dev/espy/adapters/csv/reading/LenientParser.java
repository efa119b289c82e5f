package dev.espy.adapters.csv.reading;

import com.opencsv.AbstractCSVParser;
import com.opencsv.ICSVParser;
import com.opencsv.enums.CSVReaderNullFieldIndicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits the lines of a CSV file into cells. It follows RFC 4180, as OpenCSV's own parsers do. It
 * also accepts spaces around a quoted cell, and a quote within a cell that does not start with one,
 * which these parsers misread. A backslash is a backslash.
 *
 * <p>A cell of several lines must end with its closing quote. Text after that quote means that an
 * unclosed quote has met the opening quote of another row; the rows between would be lost.
 */
final class LenientParser extends AbstractCSVParser {

  private static final int LONGEST_CELL = 1 << 18;

  LenientParser(char separator) {
    super(separator, ICSVParser.DEFAULT_QUOTE_CHARACTER, CSVReaderNullFieldIndicator.NEITHER);
  }

  @Override
  protected String[] parseLine(@Nullable String line, boolean multi) throws MalformedCsvException {
    List<String> cells = new ArrayList<>();
    if (line == null) {
      return new String[0];
    }
    int at = 0;
    boolean continued = pending != null;
    StringBuilder open = continued ? new StringBuilder(pending) : null;
    pending = null;
    do {
      int quote = at;
      while (quote < line.length() && line.charAt(quote) == ' ') {
        quote++;
      }
      if (open == null && quote < line.length() && line.charAt(quote) == quotechar) {
        open = new StringBuilder();
        at = quote + 1;
      }
      if (open != null) {
        at = closingQuote(line, at, open);
        if (at < 0) {
          if (open.length() > LONGEST_CELL) {
            throw new MalformedCsvException(
                "a quote (\") is opened and not closed within %,d characters; %s"
                    .formatted(LONGEST_CELL, MalformedCsvException.ADVICE));
          }
          pending = open.append('\n').toString();
          break;
        }
      }
      int end = line.indexOf(separator, at);
      end = end < 0 ? line.length() : end;
      String plain = line.substring(at, end);
      if (continued && !plain.isBlank()) {
        throw new MalformedCsvException(
            "a quote (\") is opened and not closed before the next one; %s"
                .formatted(MalformedCsvException.ADVICE));
      }
      cells.add(open == null ? plain : open + plain.stripTrailing());
      open = null;
      continued = false;
      at = end + 1;
    } while (at <= line.length());
    return cells.toArray(String[]::new);
  }

  /**
   * Collects the rest of a quoted cell.
   *
   * @return the position after its closing quote, or -1 if the cell continues in the next line
   */
  private int closingQuote(String line, int from, StringBuilder cell) {
    int at = from;
    while (true) {
      int quote = line.indexOf(quotechar, at);
      if (quote < 0) {
        cell.append(line, at, line.length());
        return -1;
      }
      cell.append(line, at, quote);
      boolean doubled = quote + 1 < line.length() && line.charAt(quote + 1) == quotechar;
      if (!doubled) {
        return quote + 1;
      }
      cell.append(quotechar);
      at = quote + 2;
    }
  }

  @Override
  protected String convertToCsvValue(String value, boolean applyQuotesToAll) {
    throw new UnsupportedOperationException("reads only");
  }

  @Override
  public void setErrorLocale(Locale locale) {
    // The messages of its errors are Espy's own.
  }
}
