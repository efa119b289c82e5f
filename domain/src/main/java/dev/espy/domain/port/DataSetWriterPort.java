package dev.espy.domain.port;

import java.nio.file.Path;

/** Writes data sets as files for people and other tools. */
public interface DataSetWriterPort {

  /**
   * Writes a data set's samples and images. Images that cannot be read are omitted.
   *
   * @param source the data set; its ids become names of image files, so they must be distinct file
   *     names
   * @param labels true to write labels; then every sample must have one
   * @param csv the path of the list; an existing file is replaced; the images go to the folder
   *     {@code images} beside it
   * @param threads the largest number of threads that read and write images, at least 1
   * @param imageWritten callback after each image, called by several threads
   * @return the number of images written
   * @throws dev.espy.domain.StorageException if a file cannot be written
   */
  int write(DataSet source, boolean labels, Path csv, int threads, Runnable imageWritten);
}
