/**
 * Writing tables: {@link dev.espy.adapters.csv.writing.CsvPredictions} writes predictions, which it
 * also reads, {@link dev.espy.adapters.csv.writing.CsvDifferences} the images on which two models
 * differ, {@link dev.espy.adapters.csv.writing.CsvDataSetWriter} data sets, {@link
 * dev.espy.adapters.csv.writing.RunTables} the tables of a run folder, {@link
 * dev.espy.adapters.csv.writing.CsvSearches} the trials of a search, which it also reads, {@link
 * dev.espy.adapters.csv.writing.CsvReviews} suspected labels, and it reads verdicts. All of them
 * use a {@code CsvTableWriter}, which replaces a file only when it is complete.
 */
@NullMarked
package dev.espy.adapters.csv.writing;

import org.jspecify.annotations.NullMarked;
