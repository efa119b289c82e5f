package dev.espy.adapters.dl4j.graph;

/**
 * The images that a network is learning at the moment. A worker's network has one of its own, and
 * sets it before each forward pass.
 */
public final class CurrentPart {

  private long dropoutSeed;
  private int index;
  private int firstImage;

  /**
   * Sets the part.
   *
   * @param dropoutSeed seed that differs from step to step
   * @param index 0-based index of the micro-batch in its batch
   * @param firstImage index of the first image in the batch
   */
  public void set(long dropoutSeed, int index, int firstImage) {
    this.dropoutSeed = dropoutSeed;
    this.index = index;
    this.firstImage = firstImage;
  }

  /** Returns a seed that differs from step to step. */
  public long dropoutSeed() {
    return dropoutSeed;
  }

  /** Returns the 0-based index of the micro-batch in its batch. */
  public int index() {
    return index;
  }

  /** Returns the index of the first image in the batch. */
  public int firstImage() {
    return firstImage;
  }
}
