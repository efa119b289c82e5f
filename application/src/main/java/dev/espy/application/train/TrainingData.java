package dev.espy.application.train;

import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.feed.InputProbe;
import dev.espy.application.feed.PackedImages;
import dev.espy.application.feed.StratifiedSplit;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * @throws BadDataSetException if there is too little to learn from
   * @throws dev.espy.domain.BadModelException if the architecture does not fit the images
   */
  static TrainingData read(
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Path scratch,
      RunListener listener,
      BooleanSupplier cancelled) {
    int[] labelled = labelled(data, listener);
    checkLabels(data, labelled, listener);
    double share = validationData == null ? settings.validation() : 0;
    StratifiedSplit split = StratifiedSplit.of(data.samples(), labelled, share, settings.seed());
    DataSet validationSource = validationData == null ? data : validationData;
    int[] validationSamples =
        validationData == null ? split.validation() : labelled(validationData, listener);

    Shape input =
        InputProbe.choose(
            data, split.training(), settings.width(), settings.height(), settings.colour());
    int atMost = labelsOf(data, split.training()).size();
    Network network = Network.of(settings.architecture(), input, atMost);
    listener.note(
        "%,d images to learn from, %,d to validate on; %d labels; input %s; %,d parameters."
            .formatted(
                split.training().length,
                validationSamples.length,
                atMost,
                input.describe(),
                network.parameterCount()));

    listener.phaseStarted(Phase.READING, (long) split.training().length + validationSamples.length);
    PackedImages training =
        PackedImages.read(data, split.training(), input, scratch, listener, cancelled);
    PackedImages validation =
        PackedImages.read(validationSource, validationSamples, input, scratch, listener, cancelled);
    listener.phaseFinished(Phase.READING);

    List<Unreadable> unreadable = new ArrayList<>(training.unreadable().values());
    unreadable.addAll(validation.unreadable().values());
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("stopped before all images were read");
    }
    if (training.size() == 0) {
      throw new BadDataSetException(
          "%s: none of the training images can be read; the first reason is: %s"
              .formatted(data.name(), unreadable.get(0).reason()));
    }
    Labels labels =
        labelsOf(data, IntStream.range(0, training.size()).map(training::sample).toArray());
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

  private static int[] labelled(DataSet data, RunListener listener) {
    List<Sample> samples = data.samples();
    int[] labelled =
        IntStream.range(0, samples.size())
            .filter(i -> samples.get(i).truth().isPresent())
            .toArray();
    if (labelled.length == 0) {
      throw new BadDataSetException(data.name() + ": no row has a label");
    }
    if (labelled.length < samples.size()) {
      Sample first =
          samples.stream().filter(sample -> sample.truth().isEmpty()).findFirst().orElseThrow();
      listener.note(
          "%s: %,d of %,d rows have no label and are left out; the first is row %d."
              .formatted(
                  data.name(), samples.size() - labelled.length, samples.size(), first.row()));
    }
    return labelled;
  }

  private static void checkLabels(DataSet data, int[] labelled, RunListener listener) {
    Map<Label, Integer> counts = new TreeMap<>();
    for (int position : labelled) {
      counts.merge(truth(data, position), 1, Integer::sum);
    }
    if (counts.size() == 1) {
      throw new BadDataSetException(
          "%s: all %,d labelled rows have the label '%s'; learning takes at least two labels"
              .formatted(data.name(), labelled.length, counts.keySet().iterator().next()));
    }
    List<Label> single =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == 1)
            .map(Map.Entry::getKey)
            .toList();
    if (single.size() == labelled.length) {
      listener.note(
          "%s: every row has a label of its own. Is the label column the right one?"
              .formatted(data.name()));
    } else if (!single.isEmpty()) {
      listener.note(
          "%s: %d label%s of one image only, such as '%s'; such images are learned from but not validated on."
              .formatted(
                  data.name(),
                  single.size(),
                  single.size() == 1 ? " is that" : "s are those",
                  single.get(0)));
    }
  }

  private static Labels labelsOf(DataSet data, int[] samples) {
    return Labels.of(IntStream.of(samples).mapToObj(i -> truth(data, i)).toList());
  }

  /** Returns the true label of a sample that has one. */
  static Label truth(DataSet data, int sample) {
    return data.samples().get(sample).truth().orElseThrow();
  }
}
