package dev.espy.application.train;

import dev.espy.application.RunListener.Phase;
import dev.espy.application.augment.Augmentation;
import dev.espy.application.feed.ClassWeights;
import dev.espy.application.feed.Epochs;
import dev.espy.application.feed.Targets;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the training images again and again, and keeps the best epoch. All that one epoch
 * hands to the next is in a {@link Progress}; chance comes from the seed, the epoch and the batch.
 */
final class EpochLoop {

  /** Is given what comes of each epoch. */
  interface Keeper {

    /** An epoch was better than all before, and this is its model. */
    void better(Model model);

    /** An epoch is over; its model, if it was better, is kept, and the listener was told. */
    void completed(Progress progress);
  }

  private final Learner learner;
  private final Contest contest;
  private final TrainingData data;
  private final ModelMaker models;
  private final TrainSettings settings;
  private final TimePlan time;
  private final Watch watch;
  private final Targets targets;
  private final AutoAugmentation augmentation;
  private final @Nullable WeightAverage average;
  private final List<Epoch> epochs;
  private final BestEpoch best;
  private final long firstStep;
  private long step;
  private long plannedSteps;

  /**
   * @param learner in the state of the start
   * @param contest finds the better weights of an epoch
   * @param data what to learn from
   * @param models makes models of what was learned
   * @param settings how to learn
   * @param time shortens what is planned
   * @param watch who looks on
   * @param start how far it is
   */
  EpochLoop(
      Learner learner,
      Contest contest,
      TrainingData data,
      ModelMaker models,
      TrainSettings settings,
      TimePlan time,
      Watch watch,
      Progress start) {
    this.learner = learner;
    this.contest = contest;
    this.data = data;
    this.models = models;
    this.settings = settings;
    this.time = time;
    this.watch = watch;
    this.targets = targets(data, settings);
    this.augmentation = new AutoAugmentation(start.augmentation());
    this.firstStep = start.state().step();
    this.average =
        settings.averaging() == 0
            ? null
            : new WeightAverage(settings.averaging(), start.averages(), firstStep);
    this.epochs = new ArrayList<>(start.epochs());
    this.best = new BestEpoch(settings.metric(), settings.patience());
    epochs.forEach(best::take);
    this.step = firstStep;
    this.plannedSteps = start.plannedSteps();
  }

  /** Returns what to learn of each image. */
  static Targets targets(TrainingData data, TrainSettings settings) {
    int labels = data.labels().size();
    float[] weights =
        settings.classWeights()
            ? ClassWeights.balanced(data.targets(), labels)
            : Targets.plain(data.targets(), labels).weights();
    return new Targets(data.targets(), weights, settings.labelSmoothing());
  }

  /**
   * Learns until all steps are taken, patience is at its end, or it is cancelled.
   *
   * @throws LearningFailedException if the loss, of learning or of validating, is no longer a
   *     number; what was kept stays
   */
  void run(Keeper keeper) {
    watch.listener().epochsPlanned((int) plannedEpochs());
    while (step < plannedSteps && !watch.stopped() && best.patient(epochs.size())) {
      int number = epochs.size() + 1;
      long began = watch.now();
      Augmentation change = augmentation.current();
      time.epochBegins();
      Sums sums = learn(number, change);
      if (sums == null) {
        return;
      }
      NetworkState state = learner.state();
      if (average != null) {
        average.add(state.tensors(), step);
      }
      Contest.Winner winner;
      boolean better;
      boolean decided;
      int kept = best.number();
      try {
        winner = contest.hold(learner, state, average, number);
        if (winner == null) {
          return;
        }
        better = best.isBeatenBy(winner.scores());
        if (better) {
          keeper.better(
              models.model(winner.tensors(), number, winner.scores(), found(winner, change)));
          kept = number;
        }
        decided =
            augmentation.decide(
                number,
                plannedEpochs(),
                data.labels().size(),
                winner.asLearned(),
                () -> contest.mirrored(learner),
                watch.listener());
      } catch (BadModelException e) {
        // The network itself was checked before: its weights or answers are no longer numbers.
        throw diverged(number, kept);
      }
      if (!decided) {
        // An epoch that went on from here would not be the one of a training never stopped.
        return;
      }
      Epoch epoch =
          new Epoch(
              number,
              sums.loss / sums.images,
              (double) sums.correct / sums.images,
              winner.scores(),
              sums.learningRate,
              (watch.now() - began) / 1e9,
              better,
              winner.averaged());
      epochs.add(epoch);
      best.take(epoch);
      watch.listener().epochFinished(epoch);
      keeper.completed(
          new Progress(
              state,
              average == null ? Map.of() : average.tensors(),
              epochs,
              best.patient(number) ? plannedSteps : step,
              augmentation.decided()));
    }
    if (!best.patient(epochs.size())) {
      watch
          .listener()
          .note(
              "Stopped: no epoch since epoch %d was better, and patience is %d."
                  .formatted(best.number(), settings.patience()));
    }
  }

  /**
   * Returns a model of what was learned in a first epoch that was cut short.
   *
   * @throws LearningFailedException if it does not answer with numbers
   */
  Model unfinished() {
    try {
      contest.tryOut(learner);
      return models.model(learner.state().tensors(), 0, null, Map.of());
    } catch (BadModelException e) {
      throw diverged(1, 0);
    }
  }

  /** Returns whether the network took a step. */
  boolean learned() {
    return step > firstStep;
  }

  /** Returns all complete epochs. */
  List<Epoch> epochs() {
    return epochs;
  }

  private static final class Sums {
    double loss;
    long correct;
    long images;
    double learningRate;
  }

  /** Learns one epoch, or what is planned of it; gives null if it was cancelled. */
  private @Nullable Sums learn(int number, Augmentation change) {
    Sums sums = new Sums();
    Epochs source =
        new Epochs(data.training(), targets, change, settings.batchSize(), settings.seed());
    watch.listener().phaseStarted(Phase.TRAINING, data.training().size());
    try (Epochs.Batches batches = source.start(number)) {
      while (batches.hasNext() && step < plannedSteps) {
        if (watch.stopped()) {
          return null;
        }
        Batch batch = batches.next();
        sums.learningRate =
            settings.learningRate() * settings.schedule().factor((double) step / plannedSteps);
        long start = watch.now();
        Learner.Step result = learner.fit(batch, sums.learningRate);
        step++;
        watch.listener().batchFitted(batch.size(), result, watch.now() - start);
        if (!Double.isFinite(result.loss())) {
          throw diverged(number, best.number());
        }
        if (step == firstStep + 1) {
          rehearse(number);
        }
        sums.loss += result.loss() * batch.size();
        sums.correct += result.correct();
        sums.images += batch.size();
        if (average != null && average.wants(step)) {
          average.add(learner.state().tensors(), step);
        }
        plannedSteps = time.stepTaken(step, plannedSteps);
      }
    }
    watch.listener().phaseFinished(Phase.TRAINING);
    return sums;
  }

  private void rehearse(int number) {
    try {
      contest.rehearse(learner, average != null);
    } catch (BadModelException e) {
      throw diverged(number, best.number());
    }
  }

  private long plannedEpochs() {
    return (plannedSteps - 1) / Progress.stepsAnEpoch(data.training().size(), settings.batchSize())
        + 1;
  }

  /** Returns what a model's settings do not say, because it was found out on the way. */
  private Map<String, String> found(Contest.Winner winner, Augmentation change) {
    Map<String, String> found = new LinkedHashMap<>();
    if (average != null) {
      found.put("weights kept", winner.averaged() ? "average" : "last");
    }
    if (settings.augmentation() == null) {
      found.put("augmentation of the epoch", change.toString());
    }
    if (settings.timeLimit() != null) {
      found.put("steps planned", Long.toString(plannedSteps));
    }
    return found;
  }

  /** Returns what to tell a user whose network no longer gives numbers. */
  private LearningFailedException diverged(int epoch, int kept) {
    return new LearningFailedException(
        "learning failed in epoch %d: the loss is no longer a number; try a smaller learning rate than %s%s"
            .formatted(
                epoch,
                settings.learningRate(),
                kept == 0 ? "" : " (the model of epoch %d is kept)".formatted(kept)));
  }
}
