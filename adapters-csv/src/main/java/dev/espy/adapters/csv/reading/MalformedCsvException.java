package dev.espy.adapters.csv.reading;

import java.io.IOException;

/** Reason why a row of a CSV file cannot be split into cells, in words for the user. */
final class MalformedCsvException extends IOException {

  /** Advice for a quote that swallows rows. */
  static final String ADVICE =
      "remove the quote, or close it; one that belongs to the text is doubled (\"\") in a cell in"
          + " quotes";

  private static final long serialVersionUID = 1L;

  MalformedCsvException(String reason) {
    super(reason);
  }
}
