package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.pipeline.ShuffledBatches;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.AutoAugmentation;
import dev.espy.domain.Batch;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.recipe.Recipe;
import java.util.concurrent.CancellationException;

/**
 * The use case of a learning rate range test: trains batch by batch at rising rates until the loss
 * explodes (Smith, "Cyclical Learning Rates for Training Neural Networks", 2017). The weights are
 * discarded.
 */
public final class FindLearningRate {

  /** The rate of the first step. */
  static final double LOWEST = 1e-6;

  /** The rate of the last step, if the loss does not explode before. */
  static final double HIGHEST = 10;

  /** The largest number of steps; enough to see the trend in the noise of single batches. */
  static final int STEPS = 141;

  private final LearnerPort engine;

  /**
   * @param engine the engine that trains
   */
  public FindLearningRate(LearnerPort engine) {
    this.engine = engine;
  }

  /**
   * Trains on all labelled images. If the images are too few for all steps, they are used again.
   *
   * @param request the images and the recipe
   * @param control progress listener, cancellation flag and clock; cancellation is checked after
   *     each batch
   * @return the loss at each rate
   * @throws CancellationException if cancelled
   * @throws dev.espy.domain.EspyException if the data are unsuitable, the architecture does not
   *     fit, or the engine cannot run
   */
  public LearningRateCurve run(FindLearningRateRequest request, RunControl control) {
    Recipe recipe = request.recipe();
    TrainingData images =
        TrainingData.read(request.data(), null, recipe, request.scratch(), control);
    NetworkSpec spec = images.spec(recipe);
    Augmentation augmentation =
        new AutoAugmentation(recipe.augmentation(), images.labels().size()).current();
    ShuffledBatches source = images.batches(recipe, augmentation);
    LearningRateCurve.Builder curve = new LearningRateCurve.Builder();
    RunListener listener = control.listener();
    listener.phaseStarted(Phase.TRAINING, (long) STEPS * recipe.optimization().batchSize());
    try (Learner learner = engine.open(spec, NetworkState.initial(spec))) {
      for (int epoch = 1; curve.size() < STEPS && !curve.exploded(); epoch++) {
        learn(learner, source, epoch, curve, control);
      }
    }
    listener.phaseFinished(Phase.TRAINING);
    return curve.build();
  }

  private static void learn(
      Learner learner,
      ShuffledBatches source,
      int epoch,
      LearningRateCurve.Builder curve,
      RunControl control) {
    try (ShuffledBatches.Batches batches = source.start(epoch, control)) {
      while (batches.hasNext() && curve.size() < STEPS && !curve.exploded()) {
        if (control.stopped()) {
          throw new CancellationException("stopped before all learning rates were tried");
        }
        Batch batch = batches.next();
        double rate = rate(curve.size());
        long start = control.now();
        Learner.Step step = learner.fit(batch, rate);
        control.listener().batchFitted(batch.size(), step, control.now() - start);
        curve.add(rate, step.loss());
      }
    }
  }

  /** Returns the rate of a step, counted from 0: each is higher by the same factor. */
  static double rate(int step) {
    return LOWEST * Math.pow(HIGHEST / LOWEST, (double) step / (STEPS - 1));
  }
}
