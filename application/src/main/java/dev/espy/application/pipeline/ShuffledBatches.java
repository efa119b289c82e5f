package dev.espy.application.pipeline;

import dev.espy.application.RunControl;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Remedy;
import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Shuffled, augmented batches of the training images. The batches of an epoch depend on the seed
 * and the epoch's number alone, not on the number of threads or on earlier epochs.
 */
public final class ShuffledBatches {

  private static final int BATCHES_AHEAD = 3;

  /** The elements of an array that every JVM can make. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  // The purposes of random numbers; each has a sequence of its own.
  private static final int ORDER = 1;
  private static final int IMAGE = 2;
  private static final int MIXING = 3;

  private final PackedImages images;
  private final Targets targets;
  private final Augmentation augmentation;
  private final int batchSize;
  private final long seed;

  /**
   * @param images the training images
   * @param targets the targets of the images
   * @param augmentation the augmentation of each image and batch
   * @param batchSize the number of images per batch; an epoch's last batch may be smaller
   * @param seed the seed of all random numbers
   */
  public ShuffledBatches(
      PackedImages images, Targets targets, Augmentation augmentation, int batchSize, long seed) {
    this.images = images;
    this.targets = targets;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /**
   * Checks that an array can hold a batch.
   *
   * @param shape the shape of each image
   * @param labels the number of labels
   * @param batchSize the number of images
   * @throws BadModelException if an array cannot, with a message for the user
   */
  public static void check(Shape shape, int labels, int batchSize) {
    int most = LARGEST_ARRAY / Math.max(shape.size(), labels);
    if (batchSize > most) {
      throw new BadModelException(
          "a batch of %,d images of %s%s is too large"
              .formatted(
                  batchSize,
                  shape.describe(),
                  labels > shape.size() ? " and %,d labels".formatted(labels) : ""),
          Remedy.batchesOfAtMost(most),
          Remedy.SMALLER_IMAGES);
    }
  }

  /** The batches of one epoch, made ahead on background threads. */
  public static final class Batches implements Iterator<Batch>, AutoCloseable {

    private final PrefetchingIterator<Batch> batches;

    private Batches(PrefetchingIterator<Batch> batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      return batches.hasNext();
    }

    @Override
    public Batch next() {
      return batches.next();
    }

    @Override
    public void close() {
      batches.close();
    }
  }

  /**
   * Starts an epoch.
   *
   * @param number the 1-based number of the epoch
   * @param control the listener for waiting times, and the number of background threads; if the
   *     engine is slower than they are, most of them are idle
   * @return the batches, to be closed by the caller
   */
  public Batches start(int number, RunControl control) {
    int[] order = shuffled(number);
    return new Batches(
        new PrefetchingIterator<>(
            new Iterator<>() {
              private int from = 0;

              @Override
              public boolean hasNext() {
                return from < order.length;
              }

              @Override
              public Callable<Batch> next() {
                int batch = from / batchSize;
                int[] part =
                    Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
                from += part.length;
                return () -> batch(number, batch, part);
              }
            },
            control.threads(),
            PrefetchingIterator.depth(control.threads() + BATCHES_AHEAD, bytes(batchSize)),
            control.listener()));
  }

  private long bytes(int batch) {
    long labels = targets.weights().length;
    return batch * (images.shape().size() + labels * Float.BYTES);
  }

  private Batch batch(int epoch, int number, int[] part) {
    byte[] pixels = images.copy(part);
    int imageSize = images.shape().size();
    for (int i = 0; i < part.length; i++) {
      augmentation.transform(pixels, i * imageSize, images.shape(), random(IMAGE, epoch, part[i]));
    }
    Batch batch = new Batch(images.shape(), part.length, pixels, targets.of(part));
    augmentation.mix(batch, random(MIXING, epoch, number));
    return batch;
  }

  private int[] shuffled(int epoch) {
    SplittableRandom random = random(ORDER, epoch, 0);
    int[] order = new int[images.size()];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Returns the random numbers of a purpose, an epoch and an image or batch. */
  private SplittableRandom random(int purpose, int epoch, int number) {
    long state = seed;
    for (int step : new int[] {purpose, epoch, number}) {
      state = new SplittableRandom(state).nextLong() + step;
    }
    return new SplittableRandom(state);
  }
}
