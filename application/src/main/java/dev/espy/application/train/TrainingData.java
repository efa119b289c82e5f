package dev.espy.application.train;

import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.feed.Epochs;
import dev.espy.application.feed.InputProbe;
import dev.espy.application.feed.PackedImages;
import dev.espy.application.feed.ShownImages;
import dev.espy.application.feed.StratifiedSplit;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a network learns from and is validated on: decoded, of one shape, labels known.
 *
 * @param training the images to learn from, at least one
 * @param targets the position of each training image's label; not copied
 * @param labels the labels that the training images have
 * @param validationSource where the validation images come from
 * @param validationSamples positions in it, also of those that cannot be read; not copied
 * @param validation the validation images, perhaps none
 * @param unreadable what could not be read
 */
@SuppressWarnings("ArrayRecordComponent")
record TrainingData(
    PackedImages training,
    int[] targets,
    Labels labels,
    DataSet validationSource,
    int[] validationSamples,
    PackedImages validation,
    List<Unreadable> unreadable) {

  /**
   * Splits and reads.
   *
   * @param data what to learn from
   * @param validationData what to validate on, or null to set a part of the data apart
   * @param settings the share to set apart, the input's size, the architecture, which must fit
   * @param scratch a folder for decoded images that do not fit into memory
   * @param listener is told of notes and images
   * @param cancelled where it says so, the rest is not read
   * @throws CancellationException if it was cancelled before all was read
   * @throws BadDataSetException if fewer than two labels can be learned, or none of the images to
   *     validate on can be read, or has a label that is learned
   * @throws dev.espy.domain.BadModelException if the architecture does not fit the images
   */
  static TrainingData read(
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Path scratch,
      RunListener listener,
      BooleanSupplier cancelled) {
    DataChecks checks = new DataChecks(listener);
    ShownImages shown = ShownImages.of(data, checks.labelled(data), cancelled);
    checks.labels(data, shown);
    double share = validationData == null ? settings.validation() : 0;
    checks.repeated(data, shown, share > 0);
    StratifiedSplit split = StratifiedSplit.of(data.samples(), shown, share, settings.seed());
    DataSet validationSource = validationData == null ? data : validationData;
    int[] validationSamples = split.validation();
    if (validationData != null) {
      validationSamples = checks.labelled(validationData);
      ShownImages validated = ShownImages.of(validationData, validationSamples, cancelled);
      checks.repeated(validationData, validated, false);
      checks.overlap(data, shown, validationData, validated);
    }
    Labels wanted = labelsOf(data, split.training());
    DataChecks.anyKnown(wanted, validationSource, validationSamples);

    Shape input =
        InputProbe.choose(
            data, split.training(), settings.width(), settings.height(), settings.colour());
    Network network = Network.of(settings.architecture(), input, wanted.size());
    Epochs.check(input, wanted.size(), Math.min(settings.batchSize(), split.training().length));
    listener.note(
        "%,d images to learn from, %,d to validate on; %d labels; input %s; %,d parameters."
            .formatted(
                split.training().length,
                validationSamples.length,
                wanted.size(),
                input.describe(),
                network.parameterCount()));

    listener.phaseStarted(Phase.READING, (long) split.training().length + validationSamples.length);
    PackedImages training =
        PackedImages.read(
            data, split.training(), input, PackedImages.budget(), scratch, listener, cancelled);
    PackedImages validation =
        PackedImages.read(
            validationSource,
            validationSamples,
            input,
            PackedImages.budget() - training.bytesInMemory(),
            scratch,
            listener,
            cancelled);
    listener.phaseFinished(Phase.READING);

    List<Unreadable> unreadable = new ArrayList<>(training.unreadable().values());
    unreadable.addAll(validation.unreadable().values());
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("stopped before all images were read");
    }
    Labels labels = checks.readable(data, split.training(), training);
    checks.validation(
        labels, validationSource, validationSamples, validation, validationData == null);
    int[] targets =
        IntStream.range(0, training.size())
            .map(i -> labels.position(truth(data, training.sample(i))).orElseThrow())
            .toArray();
    return new TrainingData(
        training, targets, labels, validationSource, validationSamples, validation, unreadable);
  }

  /** Returns the network that learns from these, by the settings. */
  NetworkSpec spec(TrainSettings settings) {
    return new NetworkSpec(
        Preprocessing.scaled(training.shape()),
        labels.size(),
        settings.architecture(),
        settings.optimizer(),
        settings.seed());
  }

  private static Labels labelsOf(DataSet data, int[] samples) {
    return Labels.of(IntStream.of(samples).mapToObj(i -> truth(data, i)).toList());
  }

  /** Returns the true label of a sample that has one. */
  static Label truth(DataSet data, int sample) {
    return data.samples().get(sample).truth().orElseThrow();
  }
}
