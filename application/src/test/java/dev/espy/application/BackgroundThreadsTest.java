package dev.espy.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.predict.ConfidenceThreshold;
import dev.espy.application.predict.Predict;
import dev.espy.application.predict.PredictRequest;
import dev.espy.application.train.FindLearningRate;
import dev.espy.application.train.FindLearningRateRequest;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.domain.Batch;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that use cases hand the number of threads on to those who prepare images. */
@Timeout(60)
class BackgroundThreadsTest {

  private static final Recipe RECIPE =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .batchSize(8)
          .epochs(1)
          .build();

  @TempDir private Path folder;
  private final ThreadGroup group = new ThreadGroup("run");
  private final AtomicBoolean checked = new AtomicBoolean();

  /**
   * Runs a use case in a group of threads. A new thread belongs to the group of its creator, so the
   * group has the calling thread and all background threads.
   */
  private void run(Runnable useCase) throws InterruptedException {
    Thread caller = new Thread(group, useCase);
    caller.setDaemon(true);
    caller.start();
    try {
      caller.join();
    } finally {
      caller.interrupt();
    }
    assertThat(checked).isTrue();
  }

  /** Waits until exactly so many background threads are there; those of before may be ending. */
  private void awaitBackground(int threads) {
    while (group.activeCount() != 1 + threads) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("there are %d threads".formatted(group.activeCount()));
      }
      Thread.onSpinWait();
    }
    checked.set(true);
  }

  private static RunControl control(int threads) {
    return new RunControl(new Recorder(), () -> false, System::nanoTime, threads);
  }

  /** An engine that, when it fits a batch, waits for this number of background threads. */
  private LearnerPort awaiting(int threads) {
    ReferenceEngine engine = new ReferenceEngine();
    return new LearnerPort() {
      @Override
      public Learner open(NetworkSpec spec, NetworkState state) {
        Learner learner = engine.open(spec, state);
        return new Learner() {
          @Override
          public Step fit(Batch batch, double learningRate) {
            awaitBackground(threads);
            return learner.fit(batch, learningRate);
          }

          @Override
          public NetworkState state() {
            return learner.state();
          }

          @Override
          public float[] classify(Batch batch) {
            return learner.classify(batch);
          }

          @Override
          public void close() {
            learner.close();
          }
        };
      }

      @Override
      public String engine() {
        return engine.engine();
      }
    };
  }

  private Model train(LearnerPort engine, int threads) {
    RunStores stores =
        new RunStores(
            new InMemoryModelStore(),
            new InMemoryCheckpointStore(),
            new InMemoryPredictions(),
            new InMemoryReviewStore(),
            new InMemoryReports());
    return new Train(engine, new ReferenceEngine(), stores, Clock.systemUTC())
        .run(TrainRequest.of(Pictures.halves("train.csv", 100), RECIPE, folder), control(threads))
        .model();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void trainingHasTheGivenNumber(int threads) throws InterruptedException {
    run(() -> train(awaiting(threads), threads));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void theSearchForALearningRateHasTheGivenNumber(int threads) throws InterruptedException {
    run(
        () ->
            new FindLearningRate(awaiting(threads))
                .run(
                    new FindLearningRateRequest(Pictures.halves("train.csv", 100), RECIPE, folder),
                    control(threads)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void classifyingHasTheGivenNumber(int threads) throws InterruptedException {
    Model model = train(new ReferenceEngine(), 1);
    ReferenceEngine engine = new ReferenceEngine();
    Predict predict =
        new Predict(
            new AwaitingClassifiers(engine, () -> awaitBackground(threads)),
            new InMemoryPredictions());
    PredictRequest request =
        new PredictRequest(
            model,
            Pictures.halves("new.csv", 40),
            Path.of("predictions.csv"),
            1,
            ConfidenceThreshold.none(),
            4);

    run(() -> predict.run(request, control(threads)));
  }

  /** An engine that does something before it classifies a batch. */
  private record AwaitingClassifiers(ReferenceEngine reference, Runnable before)
      implements ClassifierPort {

    @Override
    public Classifier open(Model model) {
      Classifier classifier = reference.open(model);
      return new Classifier() {
        @Override
        public float[] classify(Batch batch) {
          before.run();
          return classifier.classify(batch);
        }

        @Override
        public void close() {
          classifier.close();
        }
      };
    }

    @Override
    public String engine() {
      return reference.engine();
    }
  }
}
