package dev.espy.application.train;

import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.augment.Augmentation;
import dev.espy.application.feed.Epochs;
import dev.espy.application.feed.Targets;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Goes through the training images again and again, and keeps the best epoch. */
final class EpochLoop {

  /** Is given the network after each epoch that is better than all before. */
  interface Keeper {
    void keep(Learner learner, int epoch, @Nullable Evaluation validation);
  }

  private final Learner learner;
  private final TrainingData data;
  private final TrainSettings settings;
  private final RunListener listener;
  private final BooleanSupplier cancelled;
  private final List<Epoch> epochs = new ArrayList<>();
  private @Nullable ValidationPass best;
  private int bestEpoch;
  private boolean learned;

  EpochLoop(
      Learner learner,
      TrainingData data,
      TrainSettings settings,
      RunListener listener,
      BooleanSupplier cancelled) {
    this.learner = learner;
    this.data = data;
    this.settings = settings;
    this.listener = listener;
    this.cancelled = cancelled;
  }

  /**
   * Learns until the epochs are over, patience is at its end, or it is cancelled.
   *
   * @throws LearningFailedException if the loss is no longer a number; what was kept stays
   */
  void run(Keeper keeper) {
    Epochs source =
        new Epochs(
            data.training(),
            Targets.plain(data.targets(), data.labels().size()),
            Augmentation.NONE,
            settings.batchSize(),
            settings.seed());
    for (int number = 1; number <= settings.epochs(); number++) {
      long start = System.nanoTime();
      Sums sums = learn(source, number);
      if (sums == null) {
        return;
      }
      ValidationPass validation = null;
      if (data.validation().size() > 0) {
        validation = ValidationPass.run(learner, data, listener, cancelled);
        if (validation == null) {
          return;
        }
      }
      boolean better = isBetter(validation);
      if (better) {
        try {
          keeper.keep(learner, number, validation == null ? null : validation.evaluation());
        } catch (BadModelException e) {
          // The network itself was checked before: its weights are no longer numbers.
          throw diverged(number);
        }
        best = validation;
        bestEpoch = number;
      }
      Epoch epoch =
          new Epoch(
              number,
              sums.loss / sums.images,
              (double) sums.correct / sums.images,
              validation == null ? null : validation.evaluation().scores(),
              settings.learningRate(),
              (System.nanoTime() - start) / 1e9,
              better,
              false);
      epochs.add(epoch);
      listener.epochFinished(epoch);
      if (settings.patience() != null && number - bestEpoch >= settings.patience()) {
        listener.note(
            "Stopped: no epoch since epoch %d was better, and patience is %d."
                .formatted(bestEpoch, settings.patience()));
        return;
      }
    }
  }

  /** Returns whether the network took a step. */
  boolean learned() {
    return learned;
  }

  /** Returns all complete epochs. */
  List<Epoch> epochs() {
    return epochs;
  }

  /** Returns the best epoch's answers on the validation images, if there are any. */
  @Nullable ValidationPass best() {
    return best;
  }

  private static final class Sums {
    double loss;
    long correct;
    long images;
  }

  /** Learns one epoch; gives null if it was cancelled. */
  private @Nullable Sums learn(Epochs source, int number) {
    Sums sums = new Sums();
    listener.phaseStarted(Phase.TRAINING, data.training().size());
    try (Epochs.Batches batches = source.start(number)) {
      while (batches.hasNext()) {
        if (cancelled.getAsBoolean()) {
          return null;
        }
        Batch batch = batches.next();
        long start = System.nanoTime();
        Learner.Step step = learner.fit(batch, settings.learningRate());
        learned = true;
        listener.batchFitted(batch.size(), step, System.nanoTime() - start);
        if (!Double.isFinite(step.loss())) {
          throw diverged(number);
        }
        sums.loss += step.loss() * batch.size();
        sums.correct += step.correct();
        sums.images += batch.size();
      }
    }
    listener.phaseFinished(Phase.TRAINING);
    return sums;
  }

  /** Returns what to tell a user whose network no longer gives numbers. */
  private LearningFailedException diverged(int epoch) {
    return new LearningFailedException(
        "learning failed in epoch %d: the loss is no longer a number; try a smaller learning rate than %s%s"
            .formatted(
                epoch,
                settings.learningRate(),
                bestEpoch == 0 ? "" : " (the model of epoch %d is kept)".formatted(bestEpoch)));
  }

  /** Without validation images the last epoch is the best. */
  private boolean isBetter(@Nullable ValidationPass now) {
    if (now == null || best == null) {
      return true;
    }
    double gain = now.evaluation().accuracy() - best.evaluation().accuracy();
    return gain > 0 || (gain == 0 && now.evaluation().loss() < best.evaluation().loss());
  }
}
