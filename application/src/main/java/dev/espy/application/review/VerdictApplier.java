package dev.espy.application.review;

import dev.espy.application.Names;
import dev.espy.application.RunListener;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies verdicts to the data sets of one run, and counts what they change. Call {@link #apply}
 * for each data set, then {@link #report}. Without verdicts neither does anything.
 */
public final class VerdictApplier {

  private final Verdicts verdicts;

  /** The rows of the verdicts that are on an image of the data. */
  private final BitSet matched = new BitSet();

  /** The rows of the verdicts that are on an image of the data set in hand. */
  private final BitSet matchedHere = new BitSet();

  /** The rows of the verdicts that are on images of several data sets. */
  private final BitSet matchedTwice = new BitSet();

  /** The new labels that no image of the data has without the verdicts. */
  private final Set<Label> newToData = new TreeSet<>();

  private final List<String> names = new ArrayList<>();
  private long changed;
  private long removed;
  private long kept;

  /**
   * @param verdicts the verdicts, perhaps none
   */
  public VerdictApplier(Verdicts verdicts) {
    this.verdicts = verdicts;
    for (Verdict verdict : verdicts.all()) {
      if (verdict.newLabel() != null) {
        newToData.add(verdict.newLabel());
      }
    }
  }

  /**
   * Reads verdicts.
   *
   * @param store the store of verdicts
   * @param file the file of verdicts, or null for none
   * @throws BadDataSetException if the verdicts cannot be used
   * @throws dev.espy.domain.StorageException if they cannot be read
   */
  public static VerdictApplier load(ReviewStorePort store, @Nullable Path file) {
    return new VerdictApplier(file == null ? new Verdicts("") : store.loadVerdicts(file));
  }

  /** Returns the verdicts, perhaps none. */
  public Verdicts verdicts() {
    return verdicts;
  }

  /**
   * Applies the verdicts to a data set, in one pass over its samples. Every row with an image and a
   * label that a verdict is on gets the verdict.
   *
   * @param data the data set; closed with the result, or if this fails
   * @return the same samples with the labels of the verdicts, without the images to be removed
   * @throws BadDataSetException if no image is left, or the data set is unusable
   */
  public DataSet apply(DataSet data) {
    if (verdicts.all().isEmpty()) {
      return data;
    }
    try {
      return new ReviewedDataSet(data, verdicts, sizeOf(data));
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private int sizeOf(DataSet data) {
    names.add(data.name());
    matchedHere.clear();
    long before = removed;
    try (Stream<Sample> samples = data.samples()) {
      samples.forEach(this::count);
    }
    BitSet again = (BitSet) matchedHere.clone();
    again.and(matched);
    matchedTwice.or(again);
    matched.or(matchedHere);
    int size = Math.toIntExact(data.size() - (removed - before));
    if (size == 0) {
      throw new BadDataSetException(
          "%s: the verdicts remove every image of %s; keep some"
              .formatted(verdicts.name(), data.name()));
    }
    return size;
  }

  private void count(Sample sample) {
    if (sample.label() == null) {
      return;
    }
    newToData.remove(sample.label());
    verdicts.find(sample.id(), sample.label()).ifPresent(this::count);
  }

  private void count(Verdict verdict) {
    matchedHere.set(verdict.row());
    switch (verdict.decision()) {
      case KEEP -> kept++;
      case CHANGE -> changed++;
      case REMOVE -> removed++;
    }
  }

  /**
   * Tells a listener how many images have a verdict, and which verdicts are on no image.
   *
   * @throws BadDataSetException if there are verdicts and none is on an image of the data sets
   */
  public void report(RunListener listener) {
    if (verdicts.all().isEmpty()) {
      return;
    }
    List<Verdict> unmatched =
        verdicts.all().stream().filter(verdict -> !matched.get(verdict.row())).toList();
    if (matched.isEmpty()) {
      Verdict first = unmatched.get(0);
      throw new BadDataSetException(
          "%s, row %d: %s has no image '%s' with the label '%s'%s; use verdicts that were written for these data"
              .formatted(
                  verdicts.name(),
                  first.row(),
                  String.join(" or ", names),
                  first.image(),
                  first.given(),
                  unmatched.size() == 1 ? "" : ", and no other verdict is on one of its images"));
    }
    listener.note(
        "%s: %,d %s changed, %,d %s left out, %,d kept."
            .formatted(
                verdicts.name(),
                changed,
                changed == 1 ? "label" : "labels",
                removed,
                removed == 1 ? "image" : "images",
                kept));
    if (!unmatched.isEmpty()) {
      listener.warn(
          "%s: %s on no image with this label in %s; the first is %s."
              .formatted(
                  verdicts.name(),
                  unmatched.size() == 1
                      ? "1 verdict is"
                      : "%,d verdicts are".formatted(unmatched.size()),
                  String.join(" or ", names),
                  describe(unmatched.get(0))));
    }
    if (!matchedTwice.isEmpty()) {
      listener.warn(
          "%s: %s on images of %s, since both have the same name and label; the first is in row %d."
              .formatted(
                  verdicts.name(),
                  matchedTwice.cardinality() == 1
                      ? "1 verdict is"
                      : "%,d verdicts are".formatted(matchedTwice.cardinality()),
                  String.join(" and ", names),
                  matchedTwice.nextSetBit(0)));
    }
    if (!newToData.isEmpty()) {
      listener.warn(
          "%s: no image of %s had the new %s %s before."
              .formatted(
                  verdicts.name(),
                  String.join(" or ", names),
                  newToData.size() == 1 ? "label" : "labels",
                  Names.of(newToData)));
    }
  }

  private static String describe(Verdict verdict) {
    return "on '%s' with label '%s' (row %d)"
        .formatted(verdict.image(), verdict.given(), verdict.row());
  }
}
