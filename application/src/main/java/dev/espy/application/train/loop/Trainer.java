package dev.espy.application.train.loop;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.pipeline.ShuffledBatches;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network epoch by epoch. A {@link TrainingState} holds all that one epoch hands to the
 * next; random numbers depend on the seed, the epoch and the batch.
 *
 * @param engine the engine that trains
 * @param classifiers the engine that classifies with averaged weights
 * @param recipe the recipe of the training
 * @param data the images and labels
 * @param models the factory of the models
 * @param control progress listener, cancellation flag and clock
 */
public record Trainer(
    LearnerPort engine,
    ClassifierPort classifiers,
    Recipe recipe,
    TrainingData data,
    ModelFactory models,
    RunControl control) {

  /**
   * Trains until the planned steps are done, early stopping ends it, or it is cancelled. If it is
   * cancelled within the first epoch, the sink receives a model of the weights so far.
   *
   * @param start the state to start from
   * @param started the start of the time limit, on the clock of the control
   * @param sink the receiver of each epoch's outcome
   * @return all complete epochs, those of the start included
   * @throws CancellationException if cancelled before the first step
   * @throws LearningFailedException if a training loss or a validation loss is not finite; what the
   *     sink received remains valid
   */
  public List<Epoch> run(TrainingState start, long started, EpochSink sink) {
    try (Learner learner = engine.open(models.spec(), start.state())) {
      Loop loop = new Loop(learner, start, timeBudget(started));
      loop.run(sink);
      if (loop.epochs.isEmpty()) {
        if (loop.step == loop.firstStep) {
          throw new CancellationException("stopped before anything was learned");
        }
        control
            .listener()
            .warn("Stopped in the first epoch: the model is what was learned until then.");
        sink.improved(loop.unfinishedModel());
      }
      return loop.epochs;
    }
  }

  private TimeBudget timeBudget(long started) {
    int validationPasses = recipe.regularization().emaDecay() == 0 ? 1 : 2;
    return new TimeBudget(
        recipe.stopping().timeLimit(),
        started,
        data.stepsPerEpoch(recipe),
        (double) validationPasses * data.validation().size() / recipe.optimization().batchSize(),
        control);
  }

  /** The sums of an epoch so far. */
  private static final class Sums {
    double loss;
    long correct;
    long images;
    double learningRate;
  }

  /** One run of the trainer. */
  private final class Loop {

    private final Learner learner;
    private final TimeBudget time;
    private final WeightSelector selector;
    private final AutoAugmentation augmentation;
    private final @Nullable WeightAverage average;
    private final List<Epoch> epochs;
    private final EarlyStopping stopping;
    private final long firstStep;
    private long step;
    private long plannedSteps;

    /**
     * @param learner the network, in the state of the start
     * @param start the state to start from
     * @param time the time limit, which shortens the plan
     */
    Loop(Learner learner, TrainingState start, TimeBudget time) {
      this.learner = learner;
      this.time = time;
      this.selector =
          new WeightSelector(data, classifiers, models, recipe.validation().metric(), control);
      this.augmentation = new AutoAugmentation(start.augmentation(), data.labels().size());
      this.firstStep = start.state().step();
      this.average =
          recipe.regularization().emaDecay() == 0
              ? null
              : new WeightAverage(recipe.regularization().emaDecay(), start.averages(), firstStep);
      this.epochs = new ArrayList<>(start.epochs());
      this.stopping =
          new EarlyStopping(recipe.validation().metric(), recipe.stopping().patience(), epochs);
      this.step = firstStep;
      this.plannedSteps = start.plannedSteps();
    }

    void run(EpochSink sink) {
      control.listener().epochsDone(epochs.size());
      control.listener().epochsPlanned((int) plannedEpochs());
      boolean complete = true;
      while (complete && step < plannedSteps && !control.stopped() && stopping.shouldContinue()) {
        complete = runEpoch(sink);
      }
      if (complete && !stopping.shouldContinue()) {
        control
            .listener()
            .note(
                "Stopped: no epoch since epoch %d was better, and patience is %d."
                    .formatted(stopping.bestEpoch(), recipe.stopping().patience()));
      }
    }

    /** Trains and validates one epoch; returns false if cancelled before its end. */
    private boolean runEpoch(EpochSink sink) {
      int number = epochs.size() + 1;
      long began = control.now();
      Augmentation current = augmentation.current();
      time.epochBegins();
      Sums sums = train(number, current);
      if (sums == null) {
        return false;
      }
      NetworkState state = learner.state();
      if (average != null) {
        average.add(state.tensors(), step);
      }
      SelectedWeights selected;
      boolean better;
      boolean decided;
      int kept = stopping.bestEpoch();
      try {
        selected = selector.select(learner, state, average, number);
        if (selected == null) {
          return false;
        }
        better = stopping.isBetter(selected.scores());
        if (better) {
          sink.improved(
              models.model(
                  selected.tensors(), number, selected.scores(), decisions(selected, current)));
          kept = number;
        }
        decided =
            augmentation.decide(
                number,
                plannedEpochs(),
                selected.ownEvaluation(),
                () -> selector.mirrored(learner),
                control.listener());
      } catch (BadModelException e) {
        // The network was checked before training: its weights or probabilities are not finite.
        throw diverged(number, kept);
      }
      if (!decided) {
        // Without the decision a later epoch would differ from that of an uninterrupted training.
        return false;
      }
      Epoch epoch = epoch(number, sums, selected, better, began);
      epochs.add(epoch);
      stopping.record(epoch);
      control.listener().epochFinished(epoch);
      sink.epochEnded(state(state));
      return true;
    }

    private Epoch epoch(
        int number, Sums sums, SelectedWeights selected, boolean better, long began) {
      return new Epoch(
          number,
          sums.loss / sums.images,
          (double) sums.correct / sums.images,
          selected.scores(),
          sums.learningRate,
          (control.now() - began) / 1e9,
          better,
          selected.averaged());
    }

    private TrainingState state(NetworkState state) {
      return new TrainingState(
          state,
          average == null ? Map.of() : average.tensors(),
          epochs,
          stopping.shouldContinue() ? plannedSteps : step,
          augmentation.decided());
    }

    /** Trains one epoch, or the planned part of it; returns null if cancelled. */
    private @Nullable Sums train(int number, Augmentation current) {
      Sums sums = new Sums();
      ShuffledBatches source = data.batches(recipe, current);
      control.listener().phaseStarted(Phase.TRAINING, data.training().size());
      try (ShuffledBatches.Batches batches = source.start(number, control)) {
        while (batches.hasNext() && step < plannedSteps) {
          if (control.stopped()) {
            return null;
          }
          fit(batches.next(), number, sums);
          plannedSteps = time.stepTaken(step, plannedSteps);
        }
      }
      control.listener().phaseFinished(Phase.TRAINING);
      return sums;
    }

    private void fit(Batch batch, int number, Sums sums) {
      sums.learningRate =
          recipe.optimization().learningRate()
              * recipe.optimization().schedule().factor((double) step / plannedSteps);
      long start = control.now();
      Learner.Step result = learner.fit(batch, sums.learningRate);
      step++;
      control.listener().batchFitted(batch.size(), result, control.now() - start);
      if (!Double.isFinite(result.loss())) {
        throw diverged(number, stopping.bestEpoch());
      }
      if (step == firstStep + 1) {
        requireMemory(number);
      }
      sums.loss += result.loss() * batch.size();
      sums.correct += result.correct();
      sums.images += batch.size();
      if (average != null && average.wants(step)) {
        average.add(learner.state().tensors(), step);
      }
    }

    private void requireMemory(int number) {
      try {
        selector.requireMemory(learner, average != null);
      } catch (BadModelException e) {
        throw diverged(number, stopping.bestEpoch());
      }
    }

    private long plannedEpochs() {
      return (plannedSteps - 1) / data.stepsPerEpoch(recipe) + 1;
    }

    /** Returns what was decided during training, by name, for the model's provenance. */
    private Map<String, String> decisions(SelectedWeights selected, Augmentation current) {
      Map<String, String> decisions = new LinkedHashMap<>();
      if (average != null) {
        decisions.put("weights kept", selected.averaged() ? "average" : "last");
      }
      if (recipe.augmentation() == null) {
        decisions.put("augmentation of the epoch", current.toString());
      }
      if (recipe.stopping().timeLimit() != null) {
        decisions.put("steps planned", Long.toString(plannedSteps));
      }
      return decisions;
    }

    /**
     * Returns the model of a first epoch that was cancelled.
     *
     * @throws LearningFailedException if its probabilities are not finite
     */
    Model unfinishedModel() {
      try {
        selector.requireFinite(learner);
        return models.model(learner.state().tensors(), 0, null, Map.of());
      } catch (BadModelException e) {
        throw diverged(1, 0);
      }
    }

    private LearningFailedException diverged(int epoch, int kept) {
      return new LearningFailedException(
          "learning failed in epoch %d: the loss is no longer a number; try a smaller learning rate than %s%s"
              .formatted(
                  epoch,
                  recipe.optimization().learningRate(),
                  kept == 0 ? "" : " (the model of epoch %d is kept)".formatted(kept)));
    }
  }
}
