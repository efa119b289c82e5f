package dev.espy.adapters.images.decoding;

import dev.espy.domain.Remedy;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.ImageCodecPort;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for decoding images, shared by all threads. A thread reserves an image's memory before
 * it decodes the image, and waits until there is room. The image's header gives the size. So the
 * header and the size of the heap alone decide whether an image can be read, not other threads.
 *
 * <p>A thread never waits while it holds memory: work that needs more than is free now is dropped,
 * and starts again when there is room. So no deadlock is possible.
 */
public final class DecodingMemory {

  /** The heap divided by this memory. Decoded images take as much again, at most. */
  private static final int SHARE = 3;

  private static final DecodingMemory OF_THE_HEAP =
      new DecodingMemory(Runtime.getRuntime().maxMemory() / SHARE);

  private static final int UNIT = 1 << 10;

  /** The memory divided by the largest size that needs no reservation. */
  private static final int SMALL = 256;

  private final int units;
  private final long small;
  private final Semaphore free;

  /** Work on an image while its memory is reserved. */
  @FunctionalInterface
  public interface Work<T> {

    /** Does the work. It is called again if it threw a {@link CrowdedException}. */
    T in(Lease lease) throws UnreadableImageException;
  }

  /** Other threads hold the memory that this work needs. The work starts again later. */
  private static final class CrowdedException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    private final int units;

    CrowdedException(int units) {
      super("waits for memory");
      this.units = units;
    }
  }

  /**
   * @param bytes size of the memory
   */
  public DecodingMemory(long bytes) {
    this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
    this.small = bytes / SMALL;
    this.free = new Semaphore(units, true);
  }

  /** Returns the memory that all images of this program share. */
  public static DecodingMemory ofTheHeap() {
    return OF_THE_HEAP;
  }

  /**
   * Does work with the memory that it reserves.
   *
   * @param <T> result of the work
   * @param work the work; it starts again after each wait for memory, so it must have no lasting
   *     effect before it has reserved all its memory
   * @throws UnreadableImageException if the work throws it, or needs more memory than there is in
   *     all
   * @throws StorageException if the thread is interrupted while it waits
   */
  public <T> T with(Work<T> work) throws UnreadableImageException {
    int needed = 0;
    while (true) {
      Lease lease = new Lease(needed);
      try {
        return work.in(lease);
      } catch (CrowdedException e) {
        needed = e.units;
      } catch (OutOfMemoryError e) {
        // A reader can take more memory than the header tells. The result must not depend on
        // other threads, so the image gets all of the memory before it is refused.
        if (needed == units) {
          throw tooLarge(e);
        }
        needed = units;
      } finally {
        lease.end();
      }
    }
  }

  private UnreadableImageException tooLarge(OutOfMemoryError error) {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    if (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() < (long) units * UNIT) {
      throw error; // Other objects fill the heap; the image is not to blame.
    }
    return new UnreadableImageException(
        "decoding it takes more than the available %d MB of memory"
            .formatted(megabytes((long) units * UNIT)),
        error,
        Remedy.heapOf(heapFor(2L * units * UNIT)));
  }

  /** Returns the size of the heap, in MiB, that gives this many bytes for decoding. */
  private static long heapFor(long bytes) {
    // maxMemory() is less than -Xmx.
    return megabytes(bytes * SHARE * 5 / 4);
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  /** The memory that one piece of work holds. */
  public final class Lease implements ImageCodecPort.Memory {

    private int held;

    private Lease(int units) {
      if (units > 0) { // Even acquire(0) waits while other threads wait.
        try {
          free.acquire(units);
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
      held = units;
    }

    @Override
    public void reserve(long bytes) throws UnreadableImageException {
      if (isSmall(bytes)) {
        return;
      }
      long wanted = (bytes + UNIT - 1) / UNIT;
      if (wanted > units) {
        throw new UnreadableImageException(
            "decoding it takes %d MB of memory".formatted(megabytes(bytes)),
            Remedy.heapOf(heapFor(bytes)));
      }
      int more = (int) wanted - held;
      if (more <= 0) {
        return;
      }
      try {
        // Only the form with a time is fair to waiting threads.
        if (!free.tryAcquire(more, 0, TimeUnit.SECONDS)) {
          throw new CrowdedException((int) wanted);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      held = (int) wanted;
    }

    /** Returns true if this many bytes need no reservation. */
    public boolean isSmall(long bytes) {
      return bytes <= small;
    }

    private void end() {
      if (held > 0) { // releasing 0 costs as much, and most images are small
        free.release(held);
      }
    }

    private static StorageException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StorageException("waiting for memory to decode an image was interrupted", e);
    }
  }
}
