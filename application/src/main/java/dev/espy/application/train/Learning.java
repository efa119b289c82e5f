package dev.espy.application.train;

import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.training.Epoch;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Learning from images that were read: opens the engine and lets an {@link EpochLoop} run.
 *
 * @param engine what learns
 * @param classifiers what classifies with averaged weights
 * @param settings how to learn
 * @param images what to learn from
 * @param maker makes models of what was learned
 * @param watch who looks on
 */
record Learning(
    LearnerPort engine,
    ClassifierPort classifiers,
    TrainSettings settings,
    TrainingData images,
    ModelMaker maker,
    Watch watch) {

  /**
   * Learns.
   *
   * @param start how far it is
   * @param started when it began, by the watch's clock, for the time limit
   * @param keeper is given what comes of each epoch; and of the first one, if that is cut short
   * @return all complete epochs
   * @throws CancellationException if it was cancelled before anything was learned
   * @throws dev.espy.domain.LearningFailedException if the loss is no longer a number
   */
  List<Epoch> run(Progress start, long started, EpochLoop.Keeper keeper) {
    Contest contest = new Contest(images, classifiers, maker, settings.metric(), watch);
    try (Learner learner = engine.open(maker.spec(), start.state())) {
      EpochLoop loop =
          new EpochLoop(learner, contest, images, maker, settings, timePlan(started), watch, start);
      loop.run(keeper);
      if (loop.epochs().isEmpty()) {
        if (!loop.learned()) {
          throw new CancellationException("stopped before anything was learned");
        }
        watch
            .listener()
            .note("Stopped in the first epoch: the model is what was learned until then.");
        keeper.better(loop.unfinished());
      }
      return loop.epochs();
    }
  }

  private TimePlan timePlan(long started) {
    int passes = settings.averaging() == 0 ? 1 : 2;
    return new TimePlan(
        settings.timeLimit(),
        started,
        Progress.stepsAnEpoch(images.training().size(), settings.batchSize()),
        (double) passes * images.validation().size() / settings.batchSize(),
        watch);
  }
}
