package dev.espy.domain.augmentation;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is done to training images before a network sees them.
 *
 * @param changes to each image, in this order
 * @param mixings of each pair of images of a batch, of which one is chosen at random, all as
 *     probable
 */
public record Augmentation(List<ImageTransform> changes, List<PairTransform> mixings) {

  /** Leaves images as they are. */
  public static final Augmentation NONE = new Augmentation(List.of(), List.of());

  private static final Map<String, Double> AMOUNTS = amounts();

  /** Copies the lists. */
  public Augmentation {
    changes = List.copyOf(changes);
    mixings = List.copyOf(mixings);
  }

  /** Names and amounts where none is given, in the order of being done. */
  private static Map<String, Double> amounts() {
    Map<String, Double> amounts = new LinkedHashMap<>();
    amounts.put("shift", 0.08);
    amounts.put("rotate", 10.0);
    amounts.put("scale", 0.1);
    amounts.put("flip", 0.5);
    amounts.put("light", 0.2);
    amounts.put("erase", 0.25);
    amounts.put("mixup", 0.2);
    amounts.put("cutmix", 1.0);
    return amounts;
  }

  /**
   * Reads an augmentation as people write it: {@code none}, or names with or without an amount,
   * such as {@code shift,flip,erase=0.25,rotate=10,scale=0.1,light=0.2,mixup=0.2,cutmix=1}. What
   * the amounts mean, and their ranges, say {@link Shift}, {@link RotateAndScale}, {@link Flip},
   * {@link BrightnessAndContrast} ({@code light}), {@link Erase}, {@link Mixup} and {@link CutMix};
   * an amount of 0 is as if it was not there. The order of the names does not matter: an image is
   * moved and turned first, and parts of it are erased last.
   *
   * @throws IllegalArgumentException if it is none, with a message for the user
   */
  public static Augmentation parse(String notation) {
    if (notation.strip().equals("none")) {
      return NONE;
    }
    Map<String, Double> given = new LinkedHashMap<>();
    for (String part : notation.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      String name = pair[0].strip();
      Double standard = AMOUNTS.get(name);
      if (standard == null) {
        throw new IllegalArgumentException(
            "'%s' is no augmentation; there are %s, each with or without an amount (as in erase=0.25), separated by commas, or none"
                .formatted(name, String.join(", ", AMOUNTS.keySet())));
      }
      double amount = pair.length == 1 ? standard : amount(name, pair[1].strip());
      if (given.put(name, amount) != null) {
        throw new IllegalArgumentException("augmentation '" + name + "' is there twice");
      }
    }
    return of(given);
  }

  private static double amount(String name, String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "augmentation '%s' needs a number such as %s=%s, not '%s'"
              .formatted(name, name, Magnitude.number(AMOUNTS.getOrDefault(name, 1.0)), text),
          e);
    }
  }

  private static Augmentation of(Map<String, Double> given) {
    List<ImageTransform> changes = changes(given);
    changes.removeAll(changes(Map.of()));
    List<PairTransform> mixings = mixings(given);
    mixings.removeAll(mixings(Map.of()));
    return new Augmentation(changes, mixings);
  }

  /** Returns all changes, those that are not given with an amount of 0. */
  private static List<ImageTransform> changes(Map<String, Double> given) {
    return new ArrayList<>(
        List.of(
            new Shift(given.getOrDefault("shift", 0.0)),
            new RotateAndScale(given.getOrDefault("rotate", 0.0), given.getOrDefault("scale", 0.0)),
            new Flip(given.getOrDefault("flip", 0.0)),
            new BrightnessAndContrast(given.getOrDefault("light", 0.0)),
            new Erase(given.getOrDefault("erase", 0.0))));
  }

  private static List<PairTransform> mixings(Map<String, Double> given) {
    return new ArrayList<>(
        List.of(
            new Mixup(given.getOrDefault("mixup", 0.0)),
            new CutMix(given.getOrDefault("cutmix", 0.0))));
  }

  /**
   * Changes one image in place.
   *
   * @param pixels unsigned bytes, where the image is: [channel][row][column]
   * @param offset where it begins
   * @param shape of the image
   * @param random where chance comes from
   */
  public void change(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    for (ImageTransform change : changes) {
      change.apply(pixels, offset, shape, random);
    }
  }

  /**
   * Mixes each image of the first half of a batch with one of the second half, pixels and targets
   * alike, in place. An odd image at the end stays as it is. Batches are shuffled, so these are
   * chance pairs.
   *
   * @param batch with targets; they are mixed as they are, and may add up to any number
   * @param random where chance comes from
   */
  public void mix(Batch batch, SplittableRandom random) {
    int half = batch.size() / 2;
    int labels = batch.targets().length / batch.size();
    for (int i = 0; i < half && !mixings.isEmpty(); i++) {
      PairTransform mixing = mixings.get(random.nextInt(mixings.size()));
      Shape shape = batch.shape();
      double own =
          mixing.mix(batch.pixels(), i * shape.size(), (i + half) * shape.size(), shape, random);
      mix(batch.targets(), i * labels, (i + half) * labels, labels, (float) own);
    }
  }

  private static void mix(float[] targets, int first, int second, int labels, float own) {
    for (int i = 0; i < labels; i++) {
      float a = targets[first + i];
      float b = targets[second + i];
      targets[first + i] = own * a + (1 - own) * b;
      targets[second + i] = own * b + (1 - own) * a;
    }
  }

  /** Returns the notation, with every amount written out. */
  @Override
  public String toString() {
    String notation =
        Stream.concat(changes.stream(), mixings.stream())
            .map(Object::toString)
            .collect(Collectors.joining(","));
    return notation.isEmpty() ? "none" : notation;
  }
}
