package dev.espy.application.train;

import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of training.
 *
 * @param model the model of the best epoch; of what there was, if the first epoch was cut short
 * @param modelFile where it is
 * @param epochs all complete epochs
 * @param validation the best epoch's figures on the validation images, or null if there are none
 * @param unreadable what could not be read, in the data sets' order
 * @param finished false if it was cancelled
 */
public record TrainResult(
    Model model,
    Path modelFile,
    List<Epoch> epochs,
    @Nullable Evaluation validation,
    List<Unreadable> unreadable,
    boolean finished) {

  /** Copies the lists. */
  public TrainResult {
    epochs = List.copyOf(epochs);
    unreadable = List.copyOf(unreadable);
  }

  /** Returns the best epoch, if one was completed. */
  public Optional<Epoch> best() {
    return epochs.stream().filter(Epoch::best).reduce((earlier, later) -> later);
  }

  /** Returns the best epoch's figures on the validation images, if there are any. */
  public Optional<Evaluation> evaluation() {
    return Optional.ofNullable(validation);
  }
}
