package dev.espy.domain.port;

import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * then the file of reasons, the list of images without an answer, and the files of an interrupted
   * part.
   *
   * @param file path of the predictions
   */
  List<Path> files(Path file);

  /**
   * Returns the path of the list of images without an answer, which is beside the predictions.
   *
   * @param file path of the predictions, or of a part that {@link Writer#keepPart} returned
   */
  Path unsureFile(Path file);

  /**
   * Starts a pass over predictions that were written with truths.
   *
   * @param file the path of the predictions
   * @return the rows, to be closed by the caller, or empty if there is no such file
   * @throws dev.espy.domain.BadDataSetException if the file does not hold predictions with truths
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Optional<Reader> read(Path file);

  /**
   * One row of stored predictions with truths.
   *
   * @param row the row number in the file, from 1; a CSV's header is row 1
   * @param id the image's name
   * @param truth the true label, or null if it is unknown
   * @param label the answer, or null if the image could not be read or the model was not confident
   * @param confidence the probability of the most probable label, from 0 to 1; null if the image
   *     could not be read
   */
  record Stored(
      int row,
      String id,
      @Nullable Label truth,
      @Nullable Label label,
      @Nullable Float confidence) {}

  /** Reads predictions, one row after the other. */
  interface Reader extends AutoCloseable {

    /** Returns the name of the samples' ids. */
    String idName();

    /**
     * Returns the next row, or null after the last one.
     *
     * @throws dev.espy.domain.BadDataSetException if the row is damaged
     * @throws dev.espy.domain.StorageException if it cannot be read
     */
    @Nullable Stored next();

    /** Closes the file. Closing twice does nothing. */
    @Override
    void close();
  }

  /** Writes predictions. {@link #finish} puts them in place; closing without it discards them. */
  interface Writer extends AutoCloseable {

    /**
     * Adds a classified sample. Without truths, a sample whose prediction is not confident is also
     * listed in a file beside the predictions, with the answer that was not given.
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
