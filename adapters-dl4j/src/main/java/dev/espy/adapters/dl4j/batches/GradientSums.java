package dev.espy.adapters.dl4j.batches;

import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.tensors.AlignedArray;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of micro-batches, each in a slot, and their sum. The sum is taken in the order of
 * the micro-batches, whichever worker was first.
 */
public final class GradientSums implements AutoCloseable {

  /** Memory for the slots of one round, in bytes, unless the workers need more. */
  private static final long BUDGET = 64L << 20;

  /** Number of values that a worker adds at a time. */
  private static final int RANGE = 1 << 14;

  /** Number of values that stay in the processor's cache. */
  private static final int BLOCK = 1 << 11;

  private final Workers workers;
  private final List<AlignedArray> slots = new ArrayList<>();
  private @Nullable AlignedArray total;

  GradientSums(Workers workers) {
    this.workers = workers;
  }

  /**
   * Returns the number of micro-batches that are learned before their gradients are added.
   *
   * @param values number of values of a gradient
   * @param microBatches number of micro-batches of the batch
   */
  int round(long values, int microBatches) {
    long affordable = BUDGET / (values * Float.BYTES);
    return (int) Math.min(microBatches, Math.max(workers.count(), affordable));
  }

  /**
   * Returns a slot; the first call allocates it.
   *
   * @param size number of floats of every slot
   */
  public synchronized AlignedArray slot(int index, long size) {
    while (slots.size() <= index) {
      slots.add(new AlignedArray(size));
    }
    return slots.get(index);
  }

  /**
   * Adds the first slots to the sum, in their order.
   *
   * @param count number of slots
   * @param first true to start a new sum
   */
  void add(int count, boolean first) {
    long size = slots.get(0).size();
    AlignedArray sum = total;
    if (sum == null) {
      sum = new AlignedArray(size);
      total = sum;
    }
    AlignedArray target = sum;
    int ranges = Math.toIntExact((size + RANGE - 1) / RANGE);
    workers.run(
        ranges,
        (worker, range) -> {
          long from = (long) range * RANGE;
          add(target, count, first, from, Math.min(size, from + RANGE));
        });
  }

  private void add(AlignedArray target, int count, boolean first, long from, long to) {
    float[] sum = new float[BLOCK];
    float[] a = new float[BLOCK];
    float[] b = new float[BLOCK];
    FloatBuffer result = target.floats(from, to);
    List<FloatBuffer> added =
        slots.subList(0, count).stream().map(slot -> slot.floats(from, to)).toList();
    for (int at = 0; at < to - from; at += BLOCK) {
      int values = (int) Math.min(BLOCK, to - from - at);
      (first ? added.get(0) : result).get(at, sum, 0, values);
      int slot = first ? 1 : 0;
      // Two at a time, because that halves the passes over the sum. The order stays the same.
      for (; slot + 1 < count; slot += 2) {
        added.get(slot).get(at, a, 0, values);
        added.get(slot + 1).get(at, b, 0, values);
        for (int i = 0; i < values; i++) {
          sum[i] = (sum[i] + a[i]) + b[i];
        }
      }
      if (slot < count) {
        added.get(slot).get(at, a, 0, values);
        for (int i = 0; i < values; i++) {
          sum[i] += a[i];
        }
      }
      result.put(at, sum, 0, values);
    }
  }

  /** Returns the sum of all micro-batches. */
  AlignedArray total() {
    AlignedArray sum = total;
    if (sum == null) {
      throw new IllegalStateException("no sum");
    }
    return sum;
  }

  @Override
  public void close() {
    slots.forEach(AlignedArray::close);
    slots.clear();
    if (total != null) {
      total.close();
      total = null;
    }
  }
}
