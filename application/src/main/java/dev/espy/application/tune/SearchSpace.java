package dev.espy.application.tune;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.recipe.Recipe;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The search space around a base recipe: learning rate and weight decay from a fifth to five times
 * the base, the augmentation, and the width of the network. Candidates are Halton points (Halton,
 * "On the efficiency of certain quasi-random sequences of points", 1960), which are spread evenly
 * for any number of them, shifted by the seed.
 */
final class SearchSpace {

  private static final double FARTHEST = 5;
  private static final List<Double> WIDTHS = List.of(0.5, 0.75, 1.0, 1.5);

  /** Additions to the base's augmentation; never flips, which may change the meaning. */
  private static final List<String> ADDED = List.of("shift", "shift,erase", "shift,rotate,scale");

  // The prime base of each dimension: the smaller, the fewer points cover the dimension.
  private static final int WIDTH = 2;
  private static final int LEARNING_RATE = 3;
  private static final int AUGMENTATION = 5;
  private static final int WEIGHT_DECAY = 7;

  private final Recipe base;
  private final List<Augment> augmentations;
  private final List<Double> widths;
  private final double[] moved;

  /** An augmentation, or null to decide it from the data. */
  private record Augment(@Nullable Augmentation value) {}

  /**
   * @param base the recipe to improve
   */
  SearchSpace(Recipe base) {
    this.base = base;
    this.augmentations = augmentations(base.augmentation());
    this.widths = widths(base.network());
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

  /** Returns an augmentation with additional transforms; present ones keep their amounts. */
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
   * Returns the candidate of a number, always the same.
   *
   * @param number the 0-based number; 0 gives the base recipe
   */
  Candidate draw(int number) {
    // Patience and time limit must not end a trial early.
    Recipe.Builder recipe = base.toBuilder().patience(null).timeLimit(null);
    if (number == 0) {
      return new Candidate(0, recipe.build(), 1);
    }
    double width = chosen(widths, point(number, WIDTH));
    recipe
        .learningRate(about(base.optimization().learningRate(), point(number, LEARNING_RATE)))
        .weightDecay(about(base.weightDecay(), point(number, WEIGHT_DECAY)))
        .augmentation(chosen(augmentations, point(number, AUGMENTATION)).value())
        .network(base.network().widened(width));
    return new Candidate(number, recipe.build(), width);
  }

  /** Returns the coordinate of a point in the dimension of a base, from 0 to below 1. */
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

  /** Returns a number around a middle, on a logarithmic scale, rounded to two digits. */
  private static double about(double middle, double where) {
    double exact = middle * Math.pow(FARTHEST, 2 * where - 1);
    return BigDecimal.valueOf(exact).round(new MathContext(2)).doubleValue();
  }
}
