package dev.espy.benchmarks;

/**
 * The amount of measuring.
 *
 * @param rounds the number of measurements of each contestant, which take turns
 * @param seconds the shortest time of a measurement of an engine, in seconds
 * @param warmUp the shortest time of an engine's work before it is measured, in seconds
 * @param everyBatch true to train batches of 32 and 256, and to classify batches of 32 and 128, too
 * @param largestBatch the largest number of images in a batch
 * @param pngs the number of PNGs of 28x28 that a program labels
 * @param jpegs the number of JPEGs of 640x480 that a program labels
 * @param drawn the number of images of 64x64x3 that are drawn for much data in little memory
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

  /** Returns the least that shows that every part works; its figures mean nothing. */
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
