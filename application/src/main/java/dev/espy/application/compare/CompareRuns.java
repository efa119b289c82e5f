package dev.espy.application.compare;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.train.data.DataDigest;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Remedy;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.DifferencesPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.PredictionsPort.Stored;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The use case of comparing two runs by the answers that they stored for their validation images.
 * Both must have been validated on the same images. No image is read.
 */
public final class CompareRuns {

  private final ModelStorePort models;
  private final PredictionsPort predictions;
  private final DifferencesPort differences;

  /**
   * @param models the store of the runs' models
   * @param predictions the store of the runs' answers
   * @param differences the writer of the images on which the runs differ
   */
  public CompareRuns(
      ModelStorePort models, PredictionsPort predictions, DifferencesPort differences) {
    this.models = models;
    this.predictions = predictions;
    this.differences = differences;
  }

  /**
   * Compares. The memory depends on the number of labels, not on that of the images.
   *
   * @param first the folder of the first run
   * @param second the folder of the second run
   * @param output the file of the images on which they differ, or null for none
   * @return the comparison; images that a run could not read are left out
   * @throws dev.espy.domain.BadModelException if a run has no sound model
   * @throws BadDataSetException if the runs were validated on different images, or a run has no
   *     stored answers, or they are damaged, or they do not belong to the same images
   * @throws dev.espy.domain.StorageException if a file cannot be read or written
   */
  public Comparison run(Path first, Path second, @Nullable Path output) {
    Provenance firstOrigin = models.describe(first).provenance();
    Provenance secondOrigin = models.describe(second).provenance();
    String digest = firstOrigin.settings().get(DataDigest.SETTING);
    if (digest == null || !digest.equals(secondOrigin.settings().get(DataDigest.SETTING))) {
      throw new BadDataSetException(
          "%s and %s were not trained and validated on the same images, so their validation does not compare them"
              .formatted(first, second),
          Remedy.COMPARE_ON_IMAGES);
    }
    try (Answers one = open(first, firstOrigin);
        Answers other = open(second, secondOrigin);
        DifferencesPort.@Nullable Writer writer =
            output == null ? null : differences.open(output, one.reader.idName())) {
      Tally tally = new Tally(writer);
      Stored left = one.next();
      Stored right = other.next();
      while (left != null && right != null) {
        check(one, left, other, right);
        if (left.truth() != null && left.label() != null && right.label() != null) {
          tally.add(left.id(), left.truth(), left.label(), right.label());
        }
        left = one.next();
        right = other.next();
      }
      one.checkNumber(left == null);
      other.checkNumber(right == null);
      if (left != null || right != null) {
        // The other run has as many answers as images, and both have the same images.
        throw (left != null ? one : other).otherNumber("more");
      }
      if (tally.images() == 0) {
        throw new BadDataSetException(
            "%s and %s have no validation image in common".formatted(first, second),
            Remedy.COMPARE_ON_IMAGES);
      }
      return tally.finish(new UnreadableImages(0, List.of()), 0);
    }
  }

  private Answers open(Path run, Provenance provenance) {
    Path file =
        run.endsWith(ModelStorePort.FILE_NAME)
            ? run.resolveSibling(FolderContents.VALIDATION_PREDICTIONS)
            : run.resolve(FolderContents.VALIDATION_PREDICTIONS);
    PredictionsPort.Reader reader =
        predictions
            .read(file)
            .orElseThrow(
                () ->
                    new BadDataSetException(
                        "%s: this run has no %s; it was trained without validation images, or did not end"
                            .formatted(run, FolderContents.VALIDATION_PREDICTIONS),
                        Remedy.COMPARE_ON_IMAGES));
    return new Answers(file, reader, provenance.validationImages());
  }

  private static void check(Answers one, Stored left, Answers other, Stored right) {
    if (!left.id().equals(right.id()) || !Objects.equals(left.truth(), right.truth())) {
      throw new BadDataSetException(
          "the two files have other images or labels: row %d of %s is image '%s' with label '%s', and row %d of %s is image '%s' with label '%s'"
              .formatted(
                  left.row(),
                  one.file,
                  left.id(),
                  left.truth(),
                  right.row(),
                  other.file,
                  right.id(),
                  right.truth()),
          Remedy.COMPARE_ON_IMAGES);
    }
  }

  /** The answers of a run to the validation images that it could read. */
  private static final class Answers implements AutoCloseable {

    private final Path file;
    private final PredictionsPort.Reader reader;
    private final int images;
    private int read;

    Answers(Path file, PredictionsPort.Reader reader, int images) {
      this.file = file;
      this.reader = reader;
      this.images = images;
    }

    /** Returns the next row of an image that could be read, or null after the last one. */
    @Nullable Stored next() {
      Stored row = reader.next();
      while (row != null && row.confidence() == null) {
        row = reader.next();
      }
      read += row == null ? 0 : 1;
      return row;
    }

    /**
     * Refuses a number of answers that is not that of the run's validation images.
     *
     * @param ended true if all answers were read
     */
    void checkNumber(boolean ended) {
      if (ended && read != images) {
        throw otherNumber(read < images ? "fewer" : "more");
      }
    }

    /**
     * Returns the failure of a file with a wrong number of answers.
     *
     * @param quantity the comparative: fewer or more
     */
    BadDataSetException otherNumber(String quantity) {
      return new BadDataSetException(
          "%s: holds %s answers than the run has validation images (%,d), so the file was changed or is of another training"
              .formatted(file, quantity, images),
          Remedy.COMPARE_ON_IMAGES);
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
