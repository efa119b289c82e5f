package dev.espy.benchmarks;

/**
 * How much is measured.
 *
 * @param rounds how often each contestant is asked, in turn
 * @param seconds how long an engine works each time, at least
 * @param warmUp how long it works before, at least
 * @param everyBatch whether batches of 32 and 256 are trained, and 32 and 128 classified, too
 * @param largestBatch the most images that an engine is given at once
 * @param pngs how many PNGs of 28x28 a program labels
 * @param jpegs how many JPEGs of 640x480
 * @param drawn how many images of 64x64x3 are drawn for much data in little memory
 */
record Settings(
    int rounds,
    double seconds,
    double warmUp,
    boolean everyBatch,
    int largestBatch,
    int pngs,
    int jpegs,
    int drawn) {

  static Settings full() {
    return new Settings(7, 2, 5, true, 256, 10_000, 2_000, 200_000);
  }

  static Settings quick() {
    return new Settings(5, 0.7, 2, false, 256, 2_000, 200, 20_000);
  }

  /** As little as shows that every part works; its figures say nothing. */
  static Settings smallest() {
    return new Settings(1, 0.01, 0.01, false, 8, 200, 50, 2_000);
  }

  /** Returns the batch size for a task where only one is measured. */
  int mainBatch(Workload.Task task) {
    return Math.min(largestBatch, task == Workload.Task.TRAIN ? 128 : 256);
  }

  Settings withRounds(int number) {
    return new Settings(number, seconds, warmUp, everyBatch, largestBatch, pngs, jpegs, drawn);
  }
}
