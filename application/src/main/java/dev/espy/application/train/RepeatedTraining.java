package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.train.data.DataDigest;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.EpochSink;
import dev.espy.application.train.loop.ModelFactory;
import dev.espy.application.train.loop.Trainer;
import dev.espy.application.train.loop.TrainingState;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.TrainSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trainings one after the other on the same images, which are read once, and of which nothing is
 * left but figures: for comparing settings.
 */
public final class RepeatedTraining {

  /** Nobody sees when the models were made. */
  private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final LongSupplier nanoTime;
  private final DataSet data;
  private final TrainingData images;

  private RepeatedTraining(
      LearnerPort engine,
      ClassifierPort classifiers,
      LongSupplier nanoTime,
      DataSet data,
      TrainingData images) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.nanoTime = nanoTime;
    this.data = data;
    this.images = images;
  }

  /**
   * Splits and reads, as {@link Train} does.
   *
   * @param engine what learns
   * @param classifiers what classifies with averaged weights
   * @param nanoTime what durations are taken from, such as {@link System#nanoTime}
   * @param data what to learn from
   * @param validationData what to validate on, or null to set a part of the data apart
   * @param settings of which the share to set apart, the seed of that and the input's size count
   * @param scratch a folder for decoded images that do not fit into memory
   * @param listener is told of notes and images
   * @param cancelled where it says so, the rest is not read
   * @throws CancellationException if it was cancelled before all was read
   * @throws dev.espy.domain.EspyException if the data cannot be learned from, or the architecture
   *     does not fit
   */
  public static RepeatedTraining read(
      LearnerPort engine,
      ClassifierPort classifiers,
      LongSupplier nanoTime,
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Path scratch,
      RunListener listener,
      BooleanSupplier cancelled) {
    return new RepeatedTraining(
        engine,
        classifiers,
        nanoTime,
        data,
        TrainingData.read(
            data,
            validationData,
            settings,
            scratch,
            new RunControl(listener, cancelled, nanoTime)));
  }

  /**
   * Trains, from the beginning.
   *
   * @param settings how; which images to learn from, and their size, are settled
   * @param listener is told of progress and epochs
   * @param cancelled asked after each batch
   * @return the complete epochs
   * @throws CancellationException if it was cancelled before anything was learned
   * @throws dev.espy.domain.LearningFailedException if the loss is no longer a number
   * @throws dev.espy.domain.EspyException if the architecture does not fit, or the engine cannot
   *     run
   */
  public List<Epoch> run(TrainSettings settings, RunListener listener, BooleanSupplier cancelled) {
    RunControl control = new RunControl(listener, cancelled, nanoTime);
    NetworkSpec spec = images.spec(settings);
    ModelFactory models =
        new ModelFactory(images, data.name(), spec, engine.engine(), Map.of(), NO_CLOCK);
    return new Trainer(engine, classifiers, settings, images, models, control)
        .run(TrainingState.initial(settings, images), control.now(), EpochSink.none());
  }

  /** Returns how many epochs a training with these settings has. */
  public int epochs(TrainSettings settings) {
    return settings.length().epochs(images.stepsPerEpoch(settings), false);
  }

  /** Returns how many images there are to validate on. */
  public int validationImages() {
    return images.validation().size();
  }

  /** Returns what could not be read. */
  public List<Unreadable> unreadable() {
    return images.unreadable();
  }

  /** Returns a text that is the same for the same images and labels. */
  public String digest() {
    return DataDigest.of(images, data);
  }
}
