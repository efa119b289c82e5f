package dev.espy.domain.port;

import java.nio.file.Path;

/** Writes data sets where people and other tools can use them. */
public interface DataSetWriter {

  /**
   * Writes a data set's samples and images. What cannot be read is left out.
   *
   * @param source the samples; their ids name the image files, so they must be distinct file names
   * @param labels whether to write the labels; every sample must have one then
   * @param csv where the list goes, replaced if it exists; the images go to the folder {@code
   *     images} beside it
   * @param imageWritten called after each image, from several threads
   * @return how many images were written
   * @throws dev.espy.domain.StorageException if something cannot be written
   */
  int write(DataSet source, boolean labels, Path csv, Runnable imageWritten);
}
