package dev.espy.adapters.csv;

import java.io.IOException;

/** Why a row of a CSV file cannot be split into cells, in words for the user. */
final class MalformedCsvException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedCsvException(String reason) {
    super(reason);
  }
}
