/**
 * Data sets on the disk, most of them a CSV file and a folder of images.
 *
 * <p>{@link dev.espy.adapters.csv.dataset.CsvDataSets} opens a data set. {@code DataSetLocator}
 * finds its CSV file in a folder or in a zip, which is treated as a folder. {@code Columns} lists
 * the columns that may name images and labels; {@code Layout} chooses among them, and the folder of
 * the images. {@code CsvDataSet} gives the samples, row by row ({@code CsvSamples}). {@code
 * ImageFolder} finds and reads the file that a row names; an {@link
 * dev.espy.domain.port.ImageCodecPort} decodes it. {@code ZipNames} refuses archives whose names
 * would fill the heap.
 *
 * <p>{@link dev.espy.adapters.csv.dataset.ImageFiles} are images without a CSV file, each given by
 * its path.
 */
@NullMarked
package dev.espy.adapters.csv.dataset;

import org.jspecify.annotations.NullMarked;
