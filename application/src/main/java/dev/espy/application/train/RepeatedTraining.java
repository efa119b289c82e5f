package dev.espy.application.train;

import dev.espy.application.RunControl;
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
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Epoch;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Trains repeatedly on the same images, which are read once, in order to compare settings. Only the
 * scores are kept, no models.
 */
public final class RepeatedTraining {

  /** The creation time of models that are not kept. */
  private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final DataSet data;
  private final TrainingData images;

  private RepeatedTraining(
      LearnerPort engine, ClassifierPort classifiers, DataSet data, TrainingData images) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.data = data;
    this.images = images;
  }

  /**
   * Splits and reads the images as {@link Train} does.
   *
   * @param engine the engine that trains
   * @param classifiers the engine that classifies with averaged weights
   * @param request the images and a recipe, of which validation share, seed and input are relevant;
   *     its folder is for decoded images that do not fit into memory
   * @param control progress listener, cancellation flag and clock; once cancelled, the remaining
   *     images are not read
   * @throws CancellationException if cancelled before all images were read
   * @throws dev.espy.domain.EspyException if the data are unsuitable or the architecture does not
   *     fit
   */
  public static RepeatedTraining read(
      LearnerPort engine, ClassifierPort classifiers, TrainRequest request, RunControl control) {
    TrainingData images =
        TrainingData.read(
            request.data(), request.validationData(), request.recipe(), request.folder(), control);
    return new RepeatedTraining(engine, classifiers, request.data(), images);
  }

  /**
   * Trains from newly initialized weights.
   *
   * @param recipe the recipe; validation share, split seed and input are ignored
   * @param control progress listener, cancellation flag and clock; cancellation is checked after
   *     each batch
   * @return the complete epochs
   * @throws CancellationException if cancelled before the first training step
   * @throws dev.espy.domain.LearningFailedException if the loss is no longer a number
   * @throws dev.espy.domain.EspyException if the architecture does not fit, or the engine cannot
   *     run
   */
  public List<Epoch> run(Recipe recipe, RunControl control) {
    NetworkSpec spec = images.spec(recipe);
    ModelFactory models = new ModelFactory(images, data.name(), spec, engine, Map.of(), NO_CLOCK);
    return new Trainer(engine, classifiers, recipe, images, models, control)
        .run(TrainingState.initial(recipe, images), control.now(), EpochSink.none());
  }

  /** Returns the number of epochs of a training by a recipe, its time limit ignored. */
  public int epochs(Recipe recipe) {
    return recipe.stopping().length().epochs(images.stepsPerEpoch(recipe), false);
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
