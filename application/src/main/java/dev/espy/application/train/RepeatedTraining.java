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
 * Trains repeatedly on the same images, which are read once, in order to compare settings. Only the
 * scores are kept, no models.
 */
public final class RepeatedTraining {

  /** The creation time of models that are not kept. */
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
   * Splits and reads the images as {@link Train} does.
   *
   * @param engine the engine that trains
   * @param classifiers the engine that classifies with averaged weights
   * @param nanoTime the clock for durations, such as {@link System#nanoTime}
   * @param data the training images and their labels
   * @param validationData the validation images, or null to split them from {@code data}
   * @param settings the settings; relevant are validation share, seed and input size
   * @param scratch the folder for decoded images that do not fit into memory
   * @param listener the listener for notes and images
   * @param cancelled the cancellation flag; once set, the remaining images are not read
   * @throws CancellationException if cancelled before all images were read
   * @throws dev.espy.domain.EspyException if the data are unsuitable or the architecture does not
   *     fit
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
   * Trains from newly initialized weights.
   *
   * @param settings the settings; validation share, split seed and input size are ignored
   * @param listener the listener for progress and epochs
   * @param cancelled the cancellation flag, checked after each batch
   * @return the complete epochs
   * @throws CancellationException if cancelled before the first training step
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

  /** Returns the number of epochs of a training with these settings. */
  public int epochs(TrainSettings settings) {
    return settings.length().epochs(images.stepsPerEpoch(settings), false);
  }

  /** Returns the number of readable validation images. */
  public int validationImages() {
    return images.validation().size();
  }

  /** Returns the unreadable images. */
  public List<Unreadable> unreadable() {
    return images.unreadable();
  }

  /** Returns the digest of the images and labels. */
  public String digest() {
    return DataDigest.of(images);
  }
}
