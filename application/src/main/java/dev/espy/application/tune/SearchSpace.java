package dev.espy.application.tune;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.training.TrainSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are worth trying, about those of a base: the learning rate and the weight decay
 * from a fifth to five times as much, what is done to images, how wide the network is. They are
 * Halton's points (Halton, "On the efficiency of certain quasi-random sequences of points", 1960),
 * which are spread evenly however many are drawn, moved by what the seed says.
 */
final class SearchSpace {

  private static final double FARTHEST = 5;
  private static final List<Double> WIDTHS = List.of(0.5, 0.75, 1.0, 1.5);

  /** What is added to the base's augmentation; it is never mirrored, which may change a meaning. */
  private static final List<String> ADDED = List.of("shift", "shift,erase", "shift,rotate,scale");

  // The base of each dimension: the smaller, the fewer points it takes until all has been tried.
  private static final int WIDTH = 2;
  private static final int LEARNING_RATE = 3;
  private static final int AUGMENTATION = 5;
  private static final int WEIGHT_DECAY = 7;

  private final TrainSettings base;
  private final List<Augment> augmentations;
  private final List<Double> widths;
  private final double[] moved;

  /** An augmentation, null if it is to be decided from the data. */
  private record Augment(@Nullable Augmentation value) {}

  /**
   * @param base what is to become better
   */
  SearchSpace(TrainSettings base) {
    this.base = base;
    this.augmentations = augmentations(base.augmentation());
    this.widths = widths(base.architecture());
    this.moved = new SplittableRandom(base.seed()).doubles(WEIGHT_DECAY + 1).toArray();
  }

  private static List<Augment> augmentations(@Nullable Augmentation base) {
    List<Augment> all = new ArrayList<>();
    all.add(new Augment(base));
    all.add(new Augment(Augmentation.NONE));
    all.add(new Augment(null));
    for (String added : ADDED) {
      all.add(new Augment(with(base == null ? Augmentation.NONE : base, added)));
    }
    return all.stream().distinct().toList();
  }

  /** Returns an augmentation that has names besides; those that it has keep their amounts. */
  private static Augmentation with(Augmentation base, String names) {
    Set<String> parts = new TreeSet<>();
    if (!base.equals(Augmentation.NONE)) {
      parts.addAll(List.of(base.toString().split(",", -1)));
    }
    for (String name : names.split(",", -1)) {
      if (parts.stream().noneMatch(part -> part.startsWith(name + "="))) {
        parts.add(name);
      }
    }
    return Augmentation.parse(String.join(",", parts));
  }

  private static List<Double> widths(Architecture base) {
    return WIDTHS.stream()
        .filter(width -> width == 1 || !base.widened(width).equals(base))
        .toList();
  }

  /**
   * Returns settings to try, the same for the same number.
   *
   * @param number from 0, where it is the base
   */
  Candidate draw(int number) {
    // Neither ends a trial before its time.
    TrainSettings.Builder settings = base.toBuilder().patience(null).timeLimit(null);
    if (number == 0) {
      return new Candidate(0, settings.build(), 1);
    }
    Optimizer optimizer = base.optimizer();
    double width = chosen(widths, point(number, WIDTH));
    settings
        .learningRate(about(base.learningRate(), point(number, LEARNING_RATE)))
        .optimizer(
            optimizer.withWeightDecay(about(optimizer.weightDecay(), point(number, WEIGHT_DECAY))))
        .augmentation(chosen(augmentations, point(number, AUGMENTATION)).value())
        .architecture(base.architecture().widened(width));
    return new Candidate(number, settings.build(), width);
  }

  /** Returns where a point is in the dimension of a base, from 0 to below 1. */
  private double point(int number, int base) {
    double where = moved[base];
    double digit = 1;
    for (int left = number; left > 0; left /= base) {
      digit /= base;
      where += left % base * digit;
    }
    return where % 1;
  }

  private static <T> T chosen(List<T> choices, double where) {
    return choices.get((int) (where * choices.size()));
  }

  /** Returns a number near another one, on a logarithmic scale; two digits are exact enough. */
  private static double about(double middle, double where) {
    double exact = middle * Math.pow(FARTHEST, 2 * where - 1);
    return BigDecimal.valueOf(exact).round(new MathContext(2)).doubleValue();
  }
}
