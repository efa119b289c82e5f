/**
 * Reading tables as people and programs write them. {@link dev.espy.adapters.csv.reading.CsvFile}
 * knows a file's encoding, separator and header, and starts passes over its {@link
 * dev.espy.adapters.csv.reading.CsvRows}. {@code Encoding} finds the encoding, {@code
 * LenientParser} splits lines into cells, and {@code LineLimit} refuses lines that would fill the
 * heap; a {@code MalformedCsvException} says why a row cannot be split.
 */
@NullMarked
package dev.espy.adapters.csv.reading;

import org.jspecify.annotations.NullMarked;
