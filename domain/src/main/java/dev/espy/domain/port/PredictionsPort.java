package dev.espy.domain.port;

import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.List;

/** Keeps predictions, one row a sample, in the order in which they are given. */
public interface PredictionsPort {

  /**
   * What the predictions will look like.
   *
   * @param file where they go; replaced if it exists, its folder is made if it does not
   * @param idName the name of the samples' ids
   * @param top how many labels each image gets, the most probable first; at least 1
   * @param truth whether each row also says the true label
   */
  record Format(Path file, String idName, int top, boolean truth) {}

  /**
   * Starts a set of predictions. Nothing is at its place until {@link Writer#finish}.
   *
   * @throws dev.espy.domain.StorageException if it cannot be written there
   */
  Writer open(Format format);

  /**
   * Returns all files that may be written with a set of predictions, the predictions first: those
   * beside it with reasons, and those of a part, too.
   *
   * @param file path of the predictions
   */
  List<Path> files(Path file);

  /** Writes predictions; {@link #finish} puts them in place, closing without it drops them. */
  interface Writer extends AutoCloseable {

    /**
     * Adds a sample that was classified.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void write(Sample sample, Prediction prediction);

    /**
     * Adds a sample whose image could not be read: its row has no label and no confidence, and the
     * reason is kept beside the predictions.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void write(Sample sample, Unreadable unreadable);

    /**
     * Puts everything in place at once.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void finish();

    /**
     * Puts what was written so far beside the place, under a name that says that it is a part:
     * {@code predictions.part.csv} for {@code predictions.csv}. The place itself stays as it is.
     *
     * @return the file
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    Path keepPart();

    /** Drops what is not in place. Closing twice does nothing. */
    @Override
    void close();
  }
}
