package dev.espy.adapters.csv;

/**
 * The share of Java's heap that a data set's names may take, so that what is too large is refused
 * with a sentence before the heap is full. What objects take is estimated.
 */
final class HeapShare {

  /** An object with a reference to it and a text without its characters. */
  private static final int OBJECT = 96;

  private long left;

  /**
   * @param bytes the size of the share
   */
  HeapShare(long bytes) {
    left = bytes;
  }

  /** Returns half of the heap. */
  static HeapShare ofTheHeap() {
    return new HeapShare(Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Takes the memory of an object with a text.
   *
   * @param length the number of the text's characters
   * @return true if the text still fits into the share
   */
  boolean take(int length) {
    left -= OBJECT + 2L * length;
    return left >= 0;
  }
}
