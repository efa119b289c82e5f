package dev.espy.benchmarks;

/** An engine that takes part. */
public interface Contestant {

  /** A network that is ready. */
  interface Session extends AutoCloseable {

    /** Does the workload once, on the next batch; returns when the result is there. */
    void step();

    @Override
    void close();
  }

  /**
   * Makes ready.
   *
   * @throws UnsupportedOperationException if it cannot do that
   */
  Session open(Workload workload);
}
