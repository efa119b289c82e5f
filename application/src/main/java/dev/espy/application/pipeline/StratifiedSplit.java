package dev.espy.application.pipeline;

import dev.espy.domain.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Splits off a share of the images for validation, the same share of each label as far as whole
 * numbers allow. All rows of an image are on one side. Every label keeps at least one training
 * image.
 *
 * @param training the positions of the training samples, ascending; not copied
 * @param validation the positions of the validation samples, ascending; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record StratifiedSplit(int[] training, int[] validation) {

  /**
   * A label's images, the number of validation images among them, and the fraction lost by
   * rounding.
   */
  private static final class Stratum {
    final int[] images;
    final double remainder;
    int apart;

    Stratum(int[] images, double share) {
      this.images = images;
      double exact = images.length * share;
      this.apart = Math.min((int) exact, images.length - 1);
      this.remainder = exact - apart;
    }
  }

  /**
   * Splits samples that all have distinct images.
   *
   * @param data the data set
   * @param labelled the positions of the labelled samples to split
   * @param share the share of the validation images, from 0 to below 1
   * @param seed the seed of the random choice
   */
  public static StratifiedSplit of(IndexedDataSet data, int[] labelled, double share, long seed) {
    return of(data, DistinctImages.each(labelled), share, seed);
  }

  /**
   * Splits samples of which several may have the same image.
   *
   * @param data the data set
   * @param shown the labelled rows to split, and their images
   * @param share the share of the validation images, from 0 to below 1
   * @param seed the seed of the random choice
   */
  public static StratifiedSplit of(
      IndexedDataSet data, DistinctImages shown, double share, long seed) {
    List<Set<Label>> labels = labels(data, shown);
    Map<Label, Integer> left = new HashMap<>();
    labels.forEach(of -> of.forEach(label -> left.merge(label, 1, Integer::sum)));

    boolean[] apart = new boolean[shown.count()];
    for (Stratum stratum : strata(labels, left, share, seed)) {
      int missing = stratum.apart;
      for (int i = 0; i < stratum.images.length && missing > 0; i++) {
        int image = stratum.images[i];
        // Images with several labels may be the last of one that is not their stratum's.
        if (labels.get(image).stream().allMatch(label -> left.getOrDefault(label, 0) > 1)) {
          labels.get(image).forEach(label -> left.merge(label, -1, Integer::sum));
          apart[image] = true;
          missing--;
        }
      }
    }
    return new StratifiedSplit(
        rows(shown, i -> !apart[shown.image(i)]), rows(shown, i -> apart[shown.image(i)]));
  }

  /** Returns the labels of each image, mostly one. */
  private static List<Set<Label>> labels(IndexedDataSet data, DistinctImages shown) {
    List<Set<Label>> labels = new ArrayList<>(shown.count());
    Map<Label, Set<Label>> alone = new HashMap<>();
    for (int i = 0; i < shown.rows(); i++) {
      Label label = data.label(shown.row(i)).orElseThrow();
      int image = shown.image(i);
      if (image == labels.size()) {
        labels.add(alone.computeIfAbsent(label, Set::of));
      } else if (!labels.get(image).contains(label)) {
        Set<Label> several = new TreeSet<>(labels.get(image));
        several.add(label);
        labels.set(image, several);
      }
    }
    return labels;
  }

  /** Returns the images of each label in random order; of one with several labels, the rarest. */
  private static Collection<Stratum> strata(
      List<Set<Label>> labels, Map<Label, Integer> counts, double share, long seed) {
    Comparator<Label> rarest =
        Comparator.comparing((Label label) -> counts.getOrDefault(label, 0))
            .thenComparing(Comparator.naturalOrder());
    Map<Label, List<Integer>> byLabel = new TreeMap<>();
    for (int image = 0; image < labels.size(); image++) {
      Label label = labels.get(image).stream().min(rarest).orElseThrow();
      byLabel.computeIfAbsent(label, stratum -> new ArrayList<>()).add(image);
    }
    List<Stratum> strata = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (List<Integer> images : byLabel.values()) {
      int[] shuffled = images.stream().mapToInt(Integer::intValue).toArray();
      shuffle(shuffled, random);
      strata.add(new Stratum(shuffled, share));
    }
    long missing =
        Math.round(labels.size() * share) - strata.stream().mapToLong(s -> s.apart).sum();
    List<Stratum> byRemainder = new ArrayList<>(strata);
    byRemainder.sort(Comparator.comparingDouble((Stratum s) -> s.remainder).reversed());
    for (Stratum stratum : byRemainder) {
      if (missing > 0 && stratum.remainder > 0 && stratum.apart < stratum.images.length - 1) {
        stratum.apart++;
        missing--;
      }
    }
    return strata;
  }

  private static int[] rows(DistinctImages shown, IntPredicate which) {
    return IntStream.range(0, shown.rows()).filter(which).map(shown::row).sorted().toArray();
  }

  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
