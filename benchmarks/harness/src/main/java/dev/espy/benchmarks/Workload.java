package dev.espy.benchmarks;

/**
 * The repeated work of an engine in a measurement.
 *
 * @param network the network
 * @param task the task of the network
 * @param batch the number of images in a batch
 */
public record Workload(Network network, Task task, int batch) {

  /** The networks; all take grey images of 28x28 and know 10 labels. */
  public enum Network {
    /** Two convolutions (32, 64), max-pooling, dropout, 128 dense units, dropout. */
    TUTORIAL,
    /** A stem of 16 filters; one basic residual block each of 16, 32 and 64; global pooling. */
    RESIDUAL
  }

  /** The task of a network. */
  public enum Task {
    /** One step of Adam. */
    TRAIN,
    /** Probabilities, in a Java array. */
    CLASSIFY
  }

  /** Height and width of the images. */
  public static final int SIDE = 28;

  /** Number of labels. */
  public static final int LABELS = 10;

  /** The number of different batches, so many that none stays in the processor's cache. */
  public static final int BATCHES = 8;

  /** Reads what {@link #toString} gives. */
  static Workload parse(String text) {
    String[] words = text.split(" ");
    return new Workload(
        Network.valueOf(words[0]), Task.valueOf(words[1]), Integer.parseInt(words[2]));
  }

  @Override
  public String toString() {
    return network + " " + task + " " + batch;
  }
}
