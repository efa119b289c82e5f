package dev.espy.domain.port;

import java.nio.file.Path;

/** Writes data sets where people and other tools can use them. */
public interface DataSetWriter {

  /**
   * Writes a data set's samples and images. Unreadable images are left out.
   *
   * @param source the samples; their ids name the image files, so they must be distinct file names
   * @param labels true to write the labels; every sample must have one then
   * @param csv the list of the images, replaced if it exists; the images are put into the folder
   *     {@code images} beside it
   * @param imageWritten callback after each image, called from several threads
   * @return the number of images that were written
   * @throws dev.espy.domain.StorageException if something cannot be written
   */
  int write(DataSet source, boolean labels, Path csv, Runnable imageWritten);
}
