/**
 * Data sets and predictions as CSV and image files.
 *
 * <p>Reading: {@link dev.espy.adapters.csv.CsvDataSets} finds the data set that a user means, in a
 * folder or in a zip, which is seen as a folder, too. A {@code CsvFile} gives the rows of a CSV as
 * people have it, {@code Columns} says which of its columns may count, {@code Layout} which of them
 * do and which folder holds the images, {@code ImageFolder} finds the file that a row names, and
 * {@code ImageDecoder} makes pixels of its bytes: {@code ScaledJpeg} where a large JPEG is to
 * become small, {@code PlainPng} for the common PNGs, Java's readers otherwise. {@code Exif} finds
 * how to turn it, {@code Canvas} where it lies on its screen, and {@code DecodingMemory} bounds the
 * memory that all of this takes; {@code ZipNames} and {@code HeapShare} refuse names that would
 * fill the heap; {@code ImageBytes} and {@code WebpFrames} hold Java's readers to the end of the
 * file and to the size in its header. {@link dev.espy.adapters.csv.IdxFiles} reads MNIST-style
 * files instead.
 *
 * <p>Writing: {@link dev.espy.adapters.csv.CsvPredictions} for predictions, {@link
 * dev.espy.adapters.csv.CsvDataSetWriter} for data sets, {@link dev.espy.adapters.csv.RunTables}
 * for the tables of a run folder, {@link dev.espy.adapters.csv.CsvSearches} for the trials of a
 * search for settings. All of them write an {@code AtomicFile}, so that nothing half written is
 * ever at its place.
 */
@NullMarked
package dev.espy.adapters.csv;

import org.jspecify.annotations.NullMarked;
