package dev.espy.application.train.data;

import dev.espy.application.Names;
import dev.espy.application.RunListener;
import dev.espy.application.pipeline.DistinctImages;
import dev.espy.application.pipeline.IndexedDataSet;
import dev.espy.application.pipeline.PackedImages;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks of training and validation data. A peculiarity is a note; data that make training or
 * validating meaningless are refused.
 */
final class DataChecks {

  private final RunListener listener;

  /**
   * @param listener the listener for notes
   */
  DataChecks(RunListener listener) {
    this.listener = listener;
  }

  /**
   * Returns the positions of the samples that have a label.
   *
   * @throws BadDataSetException if no sample has a label
   */
  int[] labelled(IndexedDataSet data) {
    int[] labelled = data.labelled();
    if (labelled.length == 0) {
      throw new BadDataSetException(data.name() + ": no row has a label");
    }
    if (labelled.length < data.size()) {
      int first =
          IntStream.range(0, data.size())
              .filter(i -> data.label(i).isEmpty())
              .findFirst()
              .orElseThrow();
      listener.warn(
          "%s: %,d of %,d rows have no label and are left out; the first is row %d."
              .formatted(
                  data.name(),
                  data.size() - labelled.length,
                  data.size(),
                  data.sample(first).row()));
    }
    return labelled;
  }

  /**
   * Checks the labels before images are read.
   *
   * @throws BadDataSetException if there is only one label
   */
  void labels(IndexedDataSet data, DistinctImages shown) {
    // At most two images of each label: only "one or several" matters.
    Map<Label, Set<Integer>> images = new TreeMap<>();
    for (int i = 0; i < shown.rows(); i++) {
      Set<Integer> two =
          images.computeIfAbsent(truth(data, shown.row(i)), label -> new TreeSet<>());
      if (two.size() < 2) {
        two.add(shown.image(i));
      }
    }
    if (images.size() == 1) {
      throw new BadDataSetException(
          "%s: every labelled row has the label '%s'; learning takes at least two labels"
              .formatted(data.name(), images.keySet().iterator().next()));
    }
    List<Label> single =
        images.entrySet().stream()
            .filter(entry -> entry.getValue().size() == 1)
            .map(Map.Entry::getKey)
            .toList();
    if (images.size() == shown.rows()) {
      listener.warn(
          "%s: every row has a label of its own. Is the label column the right one?"
              .formatted(data.name()));
    } else if (!single.isEmpty()) {
      listener.warn(
          "%s: %d label%s only one image, such as '%s'; such images are learned from but not validated on."
              .formatted(
                  data.name(),
                  single.size(),
                  single.size() == 1 ? " has" : "s have",
                  single.get(0)));
    }
  }

  /**
   * Notes images that are in several rows, and those among them whose labels differ.
   *
   * @param split true if validation images are split from this data set
   */
  void repeated(IndexedDataSet data, DistinctImages shown, boolean split) {
    if (shown.count() == shown.rows()) {
      return;
    }
    int[] rows = shown.rowsPerImage();
    long images = IntStream.of(rows).filter(count -> count > 1).count();
    long inRows = IntStream.of(rows).filter(count -> count > 1).asLongStream().sum();
    listener.warn(
        "%s: %,d image%s in more than one row (in %,d rows)%s."
            .formatted(
                data.name(),
                images,
                images == 1 ? " is" : "s are",
                inRows,
                split ? "; all rows of an image are either learned from or validated on" : ""));
    disagreeing(data, shown);
  }

  private void disagreeing(IndexedDataSet data, DistinctImages shown) {
    int[] first = new int[shown.count()];
    boolean[] disagrees = new boolean[shown.count()];
    int count = 0;
    String example = "";
    int seen = 0;
    for (int i = 0; i < shown.rows(); i++) {
      int image = shown.image(i);
      if (image == seen) {
        first[image] = shown.row(i);
        seen++;
        continue;
      }
      Sample one = data.sample(first[image]);
      Sample other = data.sample(shown.row(i));
      if (!disagrees[image] && !one.truth().equals(other.truth())) {
        disagrees[image] = true;
        if (count++ == 0) {
          example =
              "'%s': '%s' in row %d, '%s' in row %d"
                  .formatted(one.id(), one.label(), one.row(), other.label(), other.row());
        }
      }
    }
    if (count > 0) {
      listener.warn(
          "%s: %,d image%s rows with different labels, such as %s."
              .formatted(data.name(), count, count == 1 ? " has" : "s have", example));
    }
  }

  /** Notes images that are both training and validation images. */
  void overlap(
      IndexedDataSet data,
      DistinctImages shown,
      IndexedDataSet validationData,
      DistinctImages validated) {
    int both = validated.countAlsoIn(shown);
    if (both > 0) {
      listener.warn(
          "%s: %,d of the %,d images to validate on are also learned from (%s); on new images the figures will be worse."
              .formatted(validationData.name(), both, validated.count(), data.name()));
    }
  }

  /**
   * Checks, before images are read, that some validation sample has a label that is learned.
   *
   * @throws BadDataSetException if none has
   */
  static void anyKnown(Labels labels, IndexedDataSet source, int[] samples) {
    if (samples.length > 0
        && IntStream.of(samples).noneMatch(sample -> isKnown(labels, source, sample))) {
      throw noneKnown(labels, source, samples, "rows");
    }
  }

  /**
   * Checks, after all images were read, that at least two labels have readable training images.
   *
   * @param data the data set of the training images
   * @param samples the positions of all training images in the data set
   * @param training the readable training images
   * @return the labels of readable training images
   * @throws BadDataSetException if there are fewer than two
   */
  Labels readable(IndexedDataSet data, int[] samples, PackedImages training) {
    Set<Label> left =
        IntStream.range(0, training.size())
            .mapToObj(i -> truth(data, training.sample(i)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Label> lost =
        IntStream.of(samples)
            .mapToObj(sample -> truth(data, sample))
            .filter(label -> !left.contains(label))
            .collect(Collectors.toCollection(TreeSet::new));
    if (lost.isEmpty()) {
      return Labels.of(left);
    }
    Unreadable first =
        IntStream.of(samples)
            .filter(sample -> lost.contains(truth(data, sample)))
            .mapToObj(training.unreadable()::get)
            .findFirst()
            .orElseThrow();
    String reason = "row %d: %s".formatted(first.row(), first.reason());
    Remedy[] remedies = first.remedies().toArray(Remedy[]::new);
    if (left.isEmpty()) {
      throw new BadDataSetException(
          "%s: none of the training images can be read; the first is in %s"
              .formatted(data.name(), reason),
          remedies);
    }
    if (left.size() == 1) {
      throw new BadDataSetException(
          "%s: learning takes images of at least two labels, but only those of %s can be read; none of %s can, the first is in %s"
              .formatted(data.name(), Names.of(left), Names.of(lost), reason),
          remedies);
    }
    listener.warn(
        "%s: no training image of %,d label%s can be read, so that %s not learned: %s; the first is in row %d: %s."
            .formatted(
                data.name(),
                lost.size(),
                lost.size() == 1 ? "" : "s",
                lost.size() == 1 ? "it is" : "they are",
                Names.of(lost),
                first.row(),
                first.describe()));
    return Labels.of(left);
  }

  /**
   * Checks, after all images were read, that some validation image is usable, if there are any.
   *
   * @param labels the labels that are learned
   * @param source the data set of the validation images
   * @param samples the positions of all validation images in the data set
   * @param validation the readable validation images
   * @param apart true if they were split from the training data
   * @throws BadDataSetException if no readable one has a label that is learned
   */
  void validation(
      Labels labels, IndexedDataSet source, int[] samples, PackedImages validation, boolean apart) {
    if (samples.length == 0) {
      return;
    }
    int[] unknown =
        IntStream.of(samples).filter(sample -> !isKnown(labels, source, sample)).toArray();
    if (validation.size() == 0) {
      throw noneReadable(
          "%s: none of the %,d images to validate on can be read"
              .formatted(source.name(), samples.length),
          first(validation, samples),
          apart);
    }
    if (IntStream.range(0, validation.size())
        .noneMatch(i -> isKnown(labels, source, validation.sample(i)))) {
      throw unknown.length == samples.length
          ? noneKnown(labels, source, samples, "images to validate on")
          : noneReadable(
              "%s: no image to validate on that has a label that is learned can be read"
                  .formatted(source.name()),
              first(
                  validation,
                  IntStream.of(samples)
                      .filter(sample -> isKnown(labels, source, sample))
                      .toArray()),
              apart);
    }
    if (unknown.length > 0) {
      listener.warn(
          "%s: %,d of %,d rows to validate on have a label that is not learned: %s; all answers to them are wrong."
              .formatted(
                  source.name(),
                  unknown.length,
                  samples.length,
                  Names.of(distinct(source, unknown))));
    }
  }

  private static Unreadable first(PackedImages images, int[] samples) {
    return IntStream.of(samples).mapToObj(images.unreadable()::get).findFirst().orElseThrow();
  }

  private static BadDataSetException noneReadable(String reason, Unreadable first, boolean apart) {
    List<Remedy> remedies = new ArrayList<>(first.remedies());
    if (apart) {
      remedies.add(Remedy.other("mend the images"));
      remedies.add(Remedy.SKIP_VALIDATION);
    }
    return new BadDataSetException(
        "%s; the first is in row %d: %s".formatted(reason, first.row(), first.reason()),
        remedies.toArray(Remedy[]::new));
  }

  private static BadDataSetException noneKnown(
      Labels labels, IndexedDataSet source, int[] samples, String what) {
    return new BadDataSetException(
        "%s: none of the %s has a label that is learned; these have %s, learned are %s"
            .formatted(
                source.name(),
                what,
                Names.of(distinct(source, samples)),
                Names.of(labels.asList())),
        Remedy.NAME_LABEL_COLUMN);
  }

  private static Set<Label> distinct(IndexedDataSet data, int[] samples) {
    return IntStream.of(samples)
        .mapToObj(sample -> truth(data, sample))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isKnown(Labels labels, IndexedDataSet data, int sample) {
    return labels.position(truth(data, sample)).isPresent();
  }

  /** Returns the label of a labelled sample. */
  static Label truth(IndexedDataSet data, int sample) {
    return data.label(sample).orElseThrow();
  }
}
