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
 * The augmentation of training images.
 *
 * @param transforms the transforms of each image, in the order of application
 * @param pairTransforms the transforms of pairs of images, one of which is chosen at random for
 *     each pair
 */
public record Augmentation(List<ImageTransform> transforms, List<PairTransform> pairTransforms) {

  /** No augmentation. */
  public static final Augmentation NONE = new Augmentation(List.of(), List.of());

  private static final Map<String, Double> AMOUNTS = amounts();

  /** The name of {@link BrightnessAndContrast} in files of older versions. */
  private static final String FORMER_NAME = "light";

  /** Copies the lists. */
  public Augmentation {
    transforms = List.copyOf(transforms);
    pairTransforms = List.copyOf(pairTransforms);
  }

  /** The names and default amounts, in the order of application. */
  private static Map<String, Double> amounts() {
    Map<String, Double> amounts = new LinkedHashMap<>();
    amounts.put("shift", 0.08);
    amounts.put("rotate", 10.0);
    amounts.put("scale", 0.1);
    amounts.put("flip", 0.5);
    amounts.put(BrightnessAndContrast.NAME, 0.2);
    amounts.put("erase", 0.25);
    amounts.put("mixup", 0.2);
    amounts.put("cutmix", 1.0);
    return amounts;
  }

  /**
   * Parses {@code none}, or names with or without an amount, such as {@code
   * shift,flip,erase=0.25,rotate=10,scale=0.1,brightness-contrast=0.2,mixup=0.2,cutmix=1}. The
   * amounts and their ranges are explained at {@link Shift}, {@link RotateAndScale}, {@link Flip},
   * {@link BrightnessAndContrast}, {@link Erase}, {@link Mixup} and {@link CutMix}; an amount of 0
   * omits the transform. The order of the names does not matter: images are shifted and rotated
   * first, and parts of them are erased last.
   *
   * @throws IllegalArgumentException if the notation is invalid, with a message for the user
   */
  public static Augmentation parse(String notation) {
    if (notation.strip().equals("none")) {
      return NONE;
    }
    Map<String, Double> given = new LinkedHashMap<>();
    for (String part : notation.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      String name = pair[0].strip();
      if (name.equals(FORMER_NAME)) {
        throw new IllegalArgumentException(
            "'%s' is now '%s'".formatted(FORMER_NAME, BrightnessAndContrast.NAME));
      }
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

  /**
   * Returns a notation of an older Espy in present words: {@code light} is {@code
   * brightness-contrast}.
   */
  public static String presentNotation(String notation) {
    return notation.replaceAll("\\b" + FORMER_NAME + "\\b", BrightnessAndContrast.NAME);
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
    List<ImageTransform> transforms = transforms(given);
    transforms.removeAll(transforms(Map.of()));
    List<PairTransform> pairTransforms = pairTransforms(given);
    pairTransforms.removeAll(pairTransforms(Map.of()));
    return new Augmentation(transforms, pairTransforms);
  }

  /** Returns all transforms; those not given have an amount of 0. */
  private static List<ImageTransform> transforms(Map<String, Double> given) {
    return new ArrayList<>(
        List.of(
            new Shift(given.getOrDefault("shift", 0.0)),
            new RotateAndScale(given.getOrDefault("rotate", 0.0), given.getOrDefault("scale", 0.0)),
            new Flip(given.getOrDefault("flip", 0.0)),
            new BrightnessAndContrast(given.getOrDefault(BrightnessAndContrast.NAME, 0.0)),
            new Erase(given.getOrDefault("erase", 0.0))));
  }

  private static List<PairTransform> pairTransforms(Map<String, Double> given) {
    return new ArrayList<>(
        List.of(
            new Mixup(given.getOrDefault("mixup", 0.0)),
            new CutMix(given.getOrDefault("cutmix", 0.0))));
  }

  /**
   * Transforms one image in place.
   *
   * @param pixels unsigned bytes that contain the image as [channel][row][column]
   * @param offset the index of the image's first byte
   * @param shape the shape of the image
   * @param random the random generator
   */
  public void transform(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    for (ImageTransform transform : transforms) {
      transform.apply(pixels, offset, shape, random);
    }
  }

  /**
   * Mixes each image of the first half of a batch with one of the second half, in place: pixels and
   * targets. An odd image at the end stays unchanged. Batches are shuffled, so the pairs are
   * random.
   *
   * @param batch the batch with its targets, which may have any sums
   * @param random the random generator
   */
  public void mix(Batch batch, SplittableRandom random) {
    int half = batch.size() / 2;
    int labels = batch.targets().length / batch.size();
    for (int i = 0; i < half && !pairTransforms.isEmpty(); i++) {
      PairTransform pairTransform = pairTransforms.get(random.nextInt(pairTransforms.size()));
      Shape shape = batch.shape();
      double own =
          pairTransform.mix(
              batch.pixels(), i * shape.size(), (i + half) * shape.size(), shape, random);
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

  /** Returns the notation for {@link #parse}, with all amounts. */
  @Override
  public String toString() {
    String notation =
        Stream.concat(transforms.stream(), pairTransforms.stream())
            .map(Object::toString)
            .collect(Collectors.joining(","));
    return notation.isEmpty() ? "none" : notation;
  }
}
