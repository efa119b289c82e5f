package dev.espy.adapters.dl4j.batches;

/** The part of a network that its workers share. */
public interface SharedNetwork extends AutoCloseable {

  /** Creates a worker's network. */
  WorkerNetwork create();

  /** Returns the number of values of a micro-batch's gradients that are added. */
  long summedValues();

  /**
   * Allocates what a batch needs.
   *
   * @param images number of images
   */
  void prepare(int images);

  /** Returns the number of tasks of {@link WorkerNetwork#collect}. */
  int collectTasks();

  /** Takes note that the learned parameters have changed. */
  void weightsChanged();

  /** Returns the number of tasks of {@link WorkerNetwork#refresh}. */
  int refreshTasks();

  @Override
  void close();
}
