package dev.espy.application.train.data;

import dev.espy.application.classify.ImageChecksum;
import dev.espy.application.pipeline.PackedImages;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Batch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A division of the training images into folds of about equal size, for each label. Images with the
 * same pixels are in one fold, whatever their names and labels. So a model that learns from all
 * other folds has not seen the images of a fold.
 */
public final class Folds {

  private final TrainingData data;
  private final int count;

  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  /** The fold of each training image, from 0. */
  private final int[] folds;

  /** The fold of each label's first image, or {@value #SEVERAL} if its images are in several. */
  private final int[] foldOfLabel;

  private Folds(TrainingData data, int count, int[] folds) {
    this.data = data;
    this.count = count;
    this.folds = folds;
    this.foldOfLabel = new int[data.labels().size()];
    Arrays.fill(foldOfLabel, NONE);
    for (int image = 0; image < folds.length; image++) {
      int label = data.targets()[image];
      foldOfLabel[label] =
          foldOfLabel[label] == NONE || foldOfLabel[label] == folds[image] ? folds[image] : SEVERAL;
    }
  }

  /**
   * Divides the training images.
   *
   * @param count number of folds, at least 2
   * @param seed the seed of the random division
   * @throws BadDataSetException if there are fewer different images than folds, or no label has
   *     images in two folds
   */
  public static Folds of(TrainingData data, int count, long seed) {
    int size = data.training().size();
    long[] order = checksums(data.training());
    for (int image = 0; image < size; image++) {
      order[image] = mix(order[image] ^ mix(seed));
    }
    Integer[] images = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.sort(images, Comparator.comparingLong(image -> order[image]));
    int[] next = firstFolds(data, images, order);
    int[] folds = new int[size];
    int different = 0;
    for (int i = 0; i < size; i++) {
      if (isRepeated(order, images, i)) {
        folds[images[i]] = folds[images[i - 1]];
      } else {
        folds[images[i]] = next[data.targets()[images[i]]]++ % count;
        different++;
      }
    }
    Folds divided = new Folds(data, count, folds);
    if (different < count) {
      throw new BadDataSetException(
          "%d folds take at least %d different images to learn from, but there are %d"
              .formatted(count, count, different));
    }
    if (divided.judged() == 0) {
      throw new BadDataSetException(
          "no label has two different images to learn from, so folds can judge no label");
    }
    return divided;
  }

  /**
   * Returns the number of different images before those of each label. The images of a label go to
   * the folds in turn, from the fold after that of the last label's last image, so that no fold is
   * empty.
   */
  private static int[] firstFolds(TrainingData data, Integer[] images, long[] order) {
    int[] before = new int[data.labels().size()];
    for (int i = 0; i < images.length; i++) {
      int label = data.targets()[images[i]];
      if (!isRepeated(order, images, i) && label + 1 < before.length) {
        before[label + 1]++;
      }
    }
    Arrays.parallelPrefix(before, Integer::sum);
    return before;
  }

  /** Returns true if a sorted image has the same pixels as the one before. */
  private static boolean isRepeated(long[] order, Integer[] images, int i) {
    return i > 0 && order[images[i]] == order[images[i - 1]];
  }

  private static long[] checksums(PackedImages images) {
    long[] checksums = new long[images.size()];
    for (int from = 0; from < checksums.length; from += images.chunk()) {
      Batch batch = images.batch(from, Math.min(checksums.length, from + images.chunk()));
      for (int i = 0; i < batch.size(); i++) {
        checksums[from + i] = ImageChecksum.of(batch, i);
      }
    }
    return checksums;
  }

  /** Mixes the bits of a number one to one (the finalizer of MurmurHash3). */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  /** Returns the number of folds. */
  public int count() {
    return count;
  }

  /**
   * Returns the data to learn from when a fold is left out. The labels and the validation images
   * are those of all folds.
   *
   * @param fold the fold that is left out, from 0
   */
  public TrainingData without(int fold) {
    int[] others = images(image -> folds[image] != fold);
    return new TrainingData(
        data.source(),
        data.training().select(others),
        IntStream.of(others).map(image -> data.targets()[image]).toArray(),
        data.labels(),
        data.validationSource(),
        data.validationSamples(),
        data.validation(),
        data.unreadable());
  }

  /**
   * Returns the images of a fold whose label has images in another fold, by number, ascending. A
   * model that never saw the label cannot judge the others.
   *
   * @param fold the fold, from 0
   */
  public int[] judged(int fold) {
    return images(image -> folds[image] == fold && isKnownOutside(data.targets()[image]));
  }

  /**
   * Returns training images as a batch to classify.
   *
   * @param images the numbers of the images, from 0
   */
  public Batch batch(int[] images) {
    return data.training().batch(images);
  }

  /** Returns the number of images that the models of all folds judge. */
  public int judged() {
    return IntStream.range(0, count).map(fold -> judged(fold).length).sum();
  }

  private boolean isKnownOutside(int label) {
    return foldOfLabel[label] == SEVERAL;
  }

  private int[] images(IntPredicate chosen) {
    return IntStream.range(0, folds.length).filter(chosen).toArray();
  }
}
