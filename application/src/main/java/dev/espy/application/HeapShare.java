package dev.espy.application;

/**
 * The share of Java's heap for the names and labels of one source. A source that is too large is
 * refused in a sentence before the heap is full.
 */
public final class HeapShare {

  /** An estimate of an object, a reference to it, and a text without its characters. */
  private static final int OBJECT = 96;

  private long left;

  /**
   * @param bytes the size of the share
   */
  public HeapShare(long bytes) {
    left = bytes;
  }

  /** Returns half of the heap. */
  public static HeapShare ofTheHeap() {
    return new HeapShare(Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Takes memory.
   *
   * @param bytes the number of bytes
   * @return true if they fit into the share
   */
  public boolean take(long bytes) {
    left -= bytes;
    return left >= 0;
  }

  /**
   * Takes the estimated memory of an object with a text.
   *
   * @param length the number of the text's characters
   * @return true if the object fits into the share
   */
  public boolean takeText(int length) {
    return take(OBJECT + 2L * length);
  }
}
