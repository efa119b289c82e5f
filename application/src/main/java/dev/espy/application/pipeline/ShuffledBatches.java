package dev.espy.application.pipeline;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Passes over training images, each in an order of its own. An epoch's batches depend on the seed
 * and the epoch's number alone: not on how many threads make them, nor on the epochs before.
 */
public final class ShuffledBatches {

  private static final int BATCHES_AHEAD = 3;

  /** The elements of an array that every JVM can make. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  // What there is chance in; each has numbers of its own.
  private static final int ORDER = 1;
  private static final int IMAGE = 2;
  private static final int MIXING = 3;

  private final PackedImages images;
  private final Targets targets;
  private final Augmentation augmentation;
  private final int batchSize;
  private final long seed;

  /**
   * @param images what to learn from
   * @param targets what to learn of them
   * @param augmentation what is done to each image and batch, every time anew
   * @param batchSize how many images a batch has, except perhaps an epoch's last
   * @param seed where all chance comes from
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
   * Checks that batches can be made: that an array can hold one.
   *
   * @param shape the shape of each image
   * @param labels the number of labels
   * @param batchSize the number of images
   * @throws BadModelException if none can, with a message for the user
   */
  public static void check(Shape shape, int labels, int batchSize) {
    int most = LARGEST_ARRAY / Math.max(shape.size(), labels);
    if (batchSize > most) {
      throw new BadModelException(
          "a batch of %,d images of %s%s is too large; use at most --batch-size %d, or a smaller --image-size"
              .formatted(
                  batchSize,
                  shape.describe(),
                  labels > shape.size() ? " and %,d labels".formatted(labels) : "",
                  most));
    }
  }

  /** Shuffled batches, made on background threads ahead of the one who takes them. */
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
   * @param number from 1
   * @return its batches, to be closed by the caller
   */
  public Batches start(int number) {
    // As many threads as can help. While the engine is the slower one, all but one are idle: the
    // batches ahead are there, and for each that is taken one is made.
    return start(number, Runtime.getRuntime().availableProcessors());
  }

  Batches start(int number, int threads) {
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
            threads,
            PrefetchingIterator.depth(threads + BATCHES_AHEAD, bytes(batchSize))));
  }

  private long bytes(int batch) {
    long labels = targets.weights().length;
    return batch * (images.shape().size() + labels * Float.BYTES);
  }

  private Batch batch(int epoch, int number, int[] part) {
    byte[] pixels = images.copy(part);
    int imageSize = images.shape().size();
    for (int i = 0; i < part.length; i++) {
      augmentation.change(pixels, i * imageSize, images.shape(), random(IMAGE, epoch, part[i]));
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

  /** Returns numbers that are this run's, this epoch's and this thing's own. */
  private SplittableRandom random(int purpose, int epoch, int number) {
    long state = seed;
    for (int step : new int[] {purpose, epoch, number}) {
      state = new SplittableRandom(state).nextLong() + step;
    }
    return new SplittableRandom(state);
  }
}
