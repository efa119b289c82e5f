package dev.espy.application.train;

import dev.espy.domain.StorageException;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a training.
 *
 * @param model the model of the best epoch, or of the weights so far if cancelled in the first
 *     epoch
 * @param modelFile the file of the model
 * @param epochs all complete epochs
 * @param validation the model's evaluation on the validation images, or null without any
 * @param suspects the suspected labels in their file, or null if there is no such file
 * @param unreadable the unreadable images, in the data sets' order
 * @param finished false if cancelled
 * @param reportFailure the reason why the report could not be written, or null
 */
public record TrainResult(
    Model model,
    Path modelFile,
    List<Epoch> epochs,
    @Nullable Evaluation validation,
    @Nullable Suspects suspects,
    List<Unreadable> unreadable,
    boolean finished,
    @Nullable StorageException reportFailure) {

  /**
   * The suspected labels.
   *
   * @param labels number of suspected labels
   * @param judged number of images that a model judged without having seen them
   */
  public record Suspects(int labels, int judged) {}

  /** Copies the lists. */
  public TrainResult {
    epochs = List.copyOf(epochs);
    unreadable = List.copyOf(unreadable);
  }

  /** Returns the best epoch, if an epoch was completed. */
  public Optional<Epoch> best() {
    return epochs.stream().filter(Epoch::best).reduce((earlier, later) -> later);
  }

  /** Returns the model's evaluation on the validation images, if there are any. */
  public Optional<Evaluation> evaluation() {
    return Optional.ofNullable(validation);
  }
}
