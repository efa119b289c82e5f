package dev.espy.application.train;

import dev.espy.application.augment.Augmentation;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.training.Epoch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that learning knows between two epochs. With the data and the settings it says all that is to
 * come: {@link EpochLoop} begins with one and gives one after each epoch.
 *
 * @param state the network's and the optimiser's tensors; its step is how many steps were taken
 * @param averages the averages over time of the network's tensors; empty if there are none
 * @param epochs the complete epochs in order
 * @param plannedSteps how many steps there will be in all, as far as is known
 * @param augmentation what is done to training images; null while that is still to be decided from
 *     the data
 */
record Progress(
    NetworkState state,
    Map<String, Tensor> averages,
    List<Epoch> epochs,
    long plannedSteps,
    @Nullable Augmentation augmentation) {

  /** Copies the list and the map, keeping its order. */
  Progress {
    averages = Collections.unmodifiableMap(new LinkedHashMap<>(averages));
    epochs = List.copyOf(epochs);
  }

  /** Returns how far learning is before its first epoch. */
  static Progress none(NetworkState initial, TrainSettings settings, int trainingImages) {
    int stepsAnEpoch = stepsAnEpoch(trainingImages, settings.batchSize());
    boolean limited = settings.timeLimit() != null;
    return new Progress(
        initial,
        Map.of(),
        List.of(),
        (long) settings.length().epochs(stepsAnEpoch, limited) * stepsAnEpoch,
        settings.augmentation());
  }

  /** Returns how many batches an epoch has. */
  static int stepsAnEpoch(int images, int batchSize) {
    return (images - 1) / batchSize + 1;
  }
}
