package dev.espy.application.train.data;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.pipeline.ClassWeights;
import dev.espy.application.pipeline.IndexedDataSet;
import dev.espy.application.pipeline.InputProbe;
import dev.espy.application.pipeline.PackedImages;
import dev.espy.application.pipeline.ShuffledBatches;
import dev.espy.application.pipeline.Targets;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The decoded training and validation images, all of one shape, and their labels.
 *
 * @param source the data set of the training images
 * @param training the readable training images, at least one
 * @param targets the position in {@code labels} of each training image's label; not copied
 * @param labels the labels of the training images
 * @param validationSource the data set of the validation images
 * @param validationSamples the positions of the validation images in their data set, unreadable
 *     images included; not copied
 * @param validation the readable validation images, perhaps none
 * @param unreadable the unreadable training and validation images
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingData(
    IndexedDataSet source,
    PackedImages training,
    int[] targets,
    Labels labels,
    IndexedDataSet validationSource,
    int[] validationSamples,
    PackedImages validation,
    List<Unreadable> unreadable) {

  /**
   * Splits a data set and reads its images.
   *
   * @param trainingSet the training images, and the validation images if there are no others
   * @param validationSet the validation images, or null to split them from {@code trainingSet}
   * @param recipe the recipe; relevant are the validation share, the seed, the input, the network
   *     and the batch size
   * @param scratch the folder for decoded images that do not fit into memory
   * @param control progress listener, cancellation flag and number of threads
   * @throws CancellationException if cancelled before all images were read
   * @throws BadDataSetException if fewer than two labels can be learned, or no validation image is
   *     readable, or none has a label that is learned
   * @throws dev.espy.domain.BadModelException if the architecture does not fit the images
   */
  public static TrainingData read(
      DataSet trainingSet,
      @Nullable DataSet validationSet,
      Recipe recipe,
      Path scratch,
      RunControl control) {
    DataChecks checks = new DataChecks(control.listener());
    DataSplit split =
        DataSplit.of(
            IndexedDataSet.of(trainingSet),
            validationSet == null ? null : IndexedDataSet.of(validationSet),
            recipe,
            checks,
            control);
    Shape input =
        InputProbe.choose(split.source(), split.training(), recipe.input(), control.threads());
    check(split, recipe, input, control.listener());
    TrainingData data = read(split, input, scratch, checks, control);
    checks.validation(
        data.labels,
        split.validationSource(),
        split.validation(),
        data.validation,
        split.isShare());
    return data;
  }

  /** Refuses a network or a batch that cannot be, and tells the user what will be trained. */
  private static void check(DataSplit split, Recipe recipe, Shape input, RunListener listener) {
    int labels = split.labels().size();
    int images = split.training().length;
    Network network = Network.of(recipe.network(), input, labels);
    ShuffledBatches.check(input, labels, Math.min(recipe.optimization().batchSize(), images));
    listener.note(
        "%,d images to learn from, %,d to validate on; %d labels; input %s; %,d parameters."
            .formatted(
                images,
                split.validation().length,
                labels,
                input.describe(),
                network.parameterCount()));
  }

  private static TrainingData read(
      DataSplit split, Shape input, Path scratch, DataChecks checks, RunControl control) {
    control
        .listener()
        .phaseStarted(Phase.READING, (long) split.training().length + split.validation().length);
    PackedImages training =
        PackedImages.read(
            split.source(),
            split.training(),
            input,
            new PackedImages.Storage(PackedImages.budget(), scratch),
            control);
    PackedImages validation =
        PackedImages.read(
            split.validationSource(),
            split.validation(),
            input,
            new PackedImages.Storage(PackedImages.budget() - training.bytesInMemory(), scratch),
            control);
    control.listener().phaseFinished(Phase.READING);
    if (control.stopped()) {
      throw new CancellationException("stopped before all images were read");
    }
    List<Unreadable> unreadable = new ArrayList<>(training.unreadable().values());
    unreadable.addAll(validation.unreadable().values());
    Labels labels = checks.readable(split.source(), split.training(), training);
    int[] targets =
        IntStream.range(0, training.size())
            .map(
                i ->
                    labels
                        .position(DataChecks.truth(split.source(), training.sample(i)))
                        .orElseThrow())
            .toArray();
    return new TrainingData(
        split.source(),
        training,
        targets,
        labels,
        split.validationSource(),
        split.validation(),
        validation,
        unreadable);
  }

  /** Returns the specification of the network to train. */
  public NetworkSpec spec(Recipe recipe) {
    return new NetworkSpec(
        Preprocessing.scaled(training.shape()),
        labels.size(),
        recipe.network(),
        recipe.optimizer(),
        recipe.optimization().microBatchSize(),
        recipe.seed());
  }

  /** Returns the number of training steps per epoch, at least 1. */
  public int stepsPerEpoch(Recipe recipe) {
    return (training.size() - 1) / recipe.optimization().batchSize() + 1;
  }

  /**
   * Returns the shuffled batches of the training images.
   *
   * @param recipe the settings of targets, batches and seed
   * @param augmentation the augmentation of each image and batch
   */
  public ShuffledBatches batches(Recipe recipe, Augmentation augmentation) {
    float[] weights =
        recipe.optimization().classWeights()
            ? ClassWeights.balanced(targets, labels.size())
            : Targets.plain(targets, labels.size()).weights();
    return new ShuffledBatches(
        training,
        new Targets(targets, weights, recipe.regularization().labelSmoothing()),
        augmentation,
        recipe.optimization().batchSize(),
        recipe.seed());
  }

  /** Returns the label of a readable validation image. */
  public Label validationTruth(int image) {
    return DataChecks.truth(validationSource, validation.sample(image));
  }
}
