/**
 * Data sets, predictions and tables as CSV.
 *
 * <p>Reading: {@link dev.espy.adapters.csv.CsvDataSets} opens a data set. {@code DataSetLocator}
 * finds its CSV file in a folder or in a zip, which is treated as a folder. {@code CsvFile} reads
 * the rows, {@code Columns} lists the columns that may name images and labels, and {@code Layout}
 * chooses among them, and the folder of the images. {@code ImageFolder} finds and reads the file
 * that a row names; an {@link dev.espy.domain.port.ImageCodec} decodes it. {@code ZipNames} and
 * {@code HeapShare} refuse names that would fill the heap.
 *
 * <p>Writing: {@link dev.espy.adapters.csv.CsvPredictions} writes predictions, {@link
 * dev.espy.adapters.csv.CsvDataSetWriter} data sets, {@link dev.espy.adapters.csv.RunTables} the
 * tables of a run folder, {@link dev.espy.adapters.csv.CsvSearches} the trials of a search. All of
 * them use a {@code CsvTableWriter}, which replaces a file only when it is complete.
 */
@NullMarked
package dev.espy.adapters.csv;

import org.jspecify.annotations.NullMarked;
