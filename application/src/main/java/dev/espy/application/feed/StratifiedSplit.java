package dev.espy.application.feed;

import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Sets a share of the samples apart, the same share of each label as far as whole numbers allow.
 * Every label keeps at least one sample to learn from.
 *
 * @param training positions of the samples to learn from, ascending; not copied
 * @param validation positions of those set apart, ascending; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record StratifiedSplit(int[] training, int[] validation) {

  /** A label's samples, how many of them are to be set apart, and the fraction lost so far. */
  private static final class Stratum {
    final int[] samples;
    final double remainder;
    int apart;

    Stratum(int[] samples, double share) {
      this.samples = samples;
      double exact = samples.length * share;
      this.apart = Math.min((int) exact, samples.length - 1);
      this.remainder = exact - apart;
    }
  }

  /**
   * Splits samples.
   *
   * @param samples all samples of a data set
   * @param labelled positions of those that take part; each has a label
   * @param share how much to set apart, from 0 to below 1
   * @param seed the same seed and samples give the same split
   */
  public static StratifiedSplit of(List<Sample> samples, int[] labelled, double share, long seed) {
    Map<Label, List<Integer>> byLabel = new TreeMap<>();
    for (int position : labelled) {
      byLabel
          .computeIfAbsent(samples.get(position).truth().orElseThrow(), label -> new ArrayList<>())
          .add(position);
    }
    List<Stratum> strata = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (List<Integer> positions : byLabel.values()) {
      int[] shuffled = positions.stream().mapToInt(Integer::intValue).toArray();
      shuffle(shuffled, random);
      strata.add(new Stratum(shuffled, share));
    }
    long missing =
        Math.round(labelled.length * share) - strata.stream().mapToLong(s -> s.apart).sum();
    List<Stratum> byRemainder = new ArrayList<>(strata);
    byRemainder.sort(Comparator.comparingDouble((Stratum s) -> s.remainder).reversed());
    for (Stratum stratum : byRemainder) {
      if (missing > 0 && stratum.remainder > 0 && stratum.apart < stratum.samples.length - 1) {
        stratum.apart++;
        missing--;
      }
    }
    return new StratifiedSplit(
        strata.stream()
            .flatMapToInt(s -> Arrays.stream(s.samples, s.apart, s.samples.length))
            .sorted()
            .toArray(),
        strata.stream().flatMapToInt(s -> Arrays.stream(s.samples, 0, s.apart)).sorted().toArray());
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
