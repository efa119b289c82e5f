package dev.espy.application.feed;

import dev.espy.domain.Batch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Passes over training images, each in an order of its own. */
public final class Epochs {

  private static final int BATCHES_AHEAD = 4;

  private final PackedImages images;
  private final int[] targets;
  private final int labels;
  private final int batchSize;
  private final long seed;

  /**
   * @param images what to learn from
   * @param targets the position of the label of each of them
   * @param labels number of labels
   * @param batchSize how many images a batch has, except perhaps an epoch's last
   * @param seed where the orders come from: the same seed and epoch, the same order
   */
  public Epochs(PackedImages images, int[] targets, int labels, int batchSize, long seed) {
    this.images = images;
    this.targets = targets.clone();
    this.labels = labels;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** Shuffled batches, made on a background thread ahead of the one who takes them. */
  public static final class Batches implements Iterator<Batch>, AutoCloseable {

    private final LookAhead<Batch> batches;

    private Batches(LookAhead<Batch> batches) {
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
    int[] order = shuffled(number);
    return new Batches(
        new LookAhead<>(
            new Iterator<>() {
              private int from = 0;

              @Override
              public boolean hasNext() {
                return from < order.length;
              }

              @Override
              public Callable<Batch> next() {
                int[] part =
                    Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
                from += part.length;
                return () -> images.batch(part, targets, labels);
              }
            },
            1,
            BATCHES_AHEAD));
  }

  private int[] shuffled(int epoch) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
    int[] order = new int[images.size()];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
