package dev.espy.domain.port;

import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.List;

/** Stores predictions, one row for each sample, in the order of writing. */
public interface PredictionsPort {

  /**
   * The place and the columns of a set of predictions.
   *
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @param idName the name of the samples' ids
   * @param top number of labels for each image, the most probable one first; at least 1
   * @param truth true to add the true label to each row
   */
  record Format(Path file, String idName, int top, boolean truth) {}

  /**
   * Starts a set of predictions. The file appears only with {@link Writer#finish}.
   *
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  Writer open(Format format);

  /**
   * Returns all files that a set of predictions may consist of: the predictions themselves first,
   * then the file of reasons, then the files of an interrupted part.
   *
   * @param file path of the predictions
   */
  List<Path> files(Path file);

  /** Writes predictions. {@link #finish} puts them in place; closing without it discards them. */
  interface Writer extends AutoCloseable {

    /**
     * Adds a classified sample.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void write(Sample sample, Prediction prediction);

    /**
     * Adds a sample whose image could not be read. Its row has no label and no confidence; the
     * reason goes to a file beside the predictions.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void write(Sample sample, Unreadable unreadable);

    /**
     * Puts all files in place.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void finish();

    /**
     * Keeps the rows written so far as a part, under another name: {@code predictions.part.csv} for
     * {@code predictions.csv}. The file of the predictions itself stays as it was.
     *
     * @return the path of the part
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    Path keepPart();

    /** Discards everything that is not in place. Closing twice does nothing. */
    @Override
    void close();
  }
}
