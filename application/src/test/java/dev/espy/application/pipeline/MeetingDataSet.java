package dev.espy.application.pipeline;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.port.DataSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

/**
 * A data set that is used by several threads at once: each waits until all of them are there. Fewer
 * threads wait forever, and {@link #used} has more if there are more.
 */
final class MeetingDataSet implements DataSet {

  private final InMemoryDataSet data;
  private final CyclicBarrier barrier;
  private final Set<Thread> used = ConcurrentHashMap.newKeySet();

  /**
   * @param data the samples; their number is a multiple of the number of threads
   * @param threads the number of threads that meet
   */
  MeetingDataSet(InMemoryDataSet data, int threads) {
    this.data = data;
    this.barrier = new CyclicBarrier(threads);
  }

  /** Returns the threads that read images or keys. */
  Set<Thread> used() {
    return used;
  }

  private void meet() {
    used.add(Thread.currentThread());
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public String idName() {
    return data.idName();
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public Stream<Sample> samples() {
    return data.samples();
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    meet();
    return data.read(sample, atLeast);
  }

  @Override
  public Optional<Object> imageKey(Sample sample) {
    meet();
    return data.imageKey(sample);
  }

  @Override
  public void close() {
    data.close();
  }
}
