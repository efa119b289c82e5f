package dev.espy.adapters.csv;

import dev.espy.domain.StorageException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that images may take while they are decoded, by all threads together. What an image
 * takes is known from its header and is reserved before it is decoded; a thread waits until there
 * is room. So whether an image can be read depends on its header and on the size of the heap alone,
 * never on what other threads do.
 *
 * <p>A thread never waits while it holds memory: work that turns out to need more than there is
 * room for is dropped and begins again when there is. So no two threads wait for each other.
 */
final class DecodingMemory {

  /** The share of the heap; as much again is for decoded images, the rest for everything else. */
  private static final int SHARE = 3;

  private static final DecodingMemory OF_THE_HEAP =
      new DecodingMemory(Runtime.getRuntime().maxMemory() / SHARE);

  private static final int UNIT = 1 << 10;

  /** An image that takes less than this part of the memory needs no reservation. */
  private static final int SMALL = 256;

  private final int units;
  private final long small;
  private final Semaphore free;

  /** What is done with an image while its memory is reserved. */
  @FunctionalInterface
  interface Work<T> {

    /** Does the work; may be called again after it threw a {@link CrowdedException}. */
    T in(Lease lease) throws ImageException;
  }

  /** Others hold the memory that this work needs: it is to begin again when there is room. */
  private static final class CrowdedException extends ImageException {

    private static final long serialVersionUID = 1L;

    private final int units;

    CrowdedException(int units) {
      super("waits for memory");
      this.units = units;
    }
  }

  /**
   * @param bytes the size of the memory
   */
  DecodingMemory(long bytes) {
    this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
    this.small = bytes / SMALL;
    this.free = new Semaphore(units, true);
  }

  /** Returns the memory that all images of this program share. */
  static DecodingMemory ofTheHeap() {
    return OF_THE_HEAP;
  }

  /**
   * Does some work, with the memory that it asks for.
   *
   * @param work done from its start whenever it has to wait for memory, so nothing that lasts may
   *     come of it before it has all its memory
   * @throws ImageException if the work throws it, or needs more memory than there is in all
   * @throws StorageException if the thread is interrupted while it waits
   */
  <T> T with(Work<T> work) throws ImageException {
    int needed = 0;
    while (true) {
      Lease lease = new Lease(needed);
      try {
        return work.in(lease);
      } catch (CrowdedException e) {
        needed = e.units;
      } catch (OutOfMemoryError e) {
        // Readers can take more than a sound header says. It must not depend on other threads
        // whether such an image is read, so it gets all of the memory before it is given up.
        if (needed == units) {
          throw tooLarge(e);
        }
        needed = units;
      } finally {
        lease.end();
      }
    }
  }

  private ImageException tooLarge(OutOfMemoryError error) {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    if (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() < (long) units * UNIT) {
      throw error; // the heap is full of other things, which says nothing about the image
    }
    return new ImageException(
        "takes more than the %d MB of memory that there are for decoding; give Java more, such as ESPY_JAVA_OPTS=-Xmx%dm"
            .formatted(megabytes((long) units * UNIT), heapFor(2L * units * UNIT)),
        error);
  }

  /** Returns the size of a heap, in MiB, that has a memory of as many bytes for decoding. */
  private static long heapFor(long bytes) {
    // Java counts less as its heap than -Xmx says
    return megabytes(bytes * SHARE * 5 / 4);
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  /** The memory that a piece of work holds. */
  final class Lease {

    private int held;

    private Lease(int units) {
      if (units > 0) { // to ask for nothing would wait, too, if others do
        try {
          free.acquire(units);
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
      held = units;
    }

    /**
     * Sees to it that some memory is reserved.
     *
     * @param bytes all that the work takes from here on, not only what comes on top of before
     * @throws ImageException if there is not as much, or not now
     */
    void need(long bytes) throws ImageException {
      if (isSmall(bytes)) {
        return;
      }
      long wanted = (bytes + UNIT - 1) / UNIT;
      if (wanted > units) {
        throw new ImageException(
            "decoding it takes %d MB of memory; give Java more with ESPY_JAVA_OPTS=-Xmx%dm"
                .formatted(megabytes(bytes), heapFor(bytes)));
      }
      int more = (int) wanted - held;
      if (more <= 0) {
        return;
      }
      try {
        // with a time, unlike without, it does not overtake those who wait
        if (!free.tryAcquire(more, 0, TimeUnit.SECONDS)) {
          throw new CrowdedException((int) wanted);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      held = (int) wanted;
    }

    /** Returns whether as many bytes need no reservation. */
    boolean isSmall(long bytes) {
      return bytes <= small;
    }

    private void end() {
      free.release(held);
    }

    private static StorageException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StorageException("waiting for memory to decode an image was interrupted", e);
    }
  }
}
