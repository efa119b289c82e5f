package dev.espy.domain.evaluation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;

/** All probabilities of some images, in blocks, so that growing copies nothing. */
final class KeptProbabilities {

  private static final int BLOCK = 1 << 16;

  private final int labels;
  private final int rows;
  private final Deque<Block> blocks = new ArrayDeque<>();
  private int images;

  /**
   * @param labels number of labels, at least 1
   */
  KeptProbabilities(int labels) {
    this.labels = labels;
    this.rows = Math.max(1, BLOCK / labels);
  }

  /** Returns the number of images. */
  int images() {
    return images;
  }

  /** Adds an image; see {@link AveragePrecision#add}. */
  void add(int truth, float[] probabilities, int offset) {
    int row = images % rows;
    if (row == 0) {
      blocks.add(new Block(rows, labels));
    }
    Block block = blocks.getLast();
    block.truths[row] = truth;
    System.arraycopy(probabilities, offset, block.probabilities, row * labels, labels);
    images++;
  }

  /** Moves all images, each block as soon as its images are counted. */
  void moveTo(BinnedProbabilities binned) {
    while (images > 0) {
      Block block = Objects.requireNonNull(blocks.poll());
      int moved = Math.min(rows, images);
      for (int row = 0; row < moved; row++) {
        binned.add(block.truths[row], block.probabilities, row * labels);
      }
      images -= moved;
    }
  }

  /** Adds the images to a sum, sorted by their probabilities for a label. */
  void count(int label, AveragePrecision.Sum sum) {
    // Probabilities sort like their bits, which leave room for one more.
    int[] keys = new int[images];
    int image = 0;
    for (Block block : blocks) {
      for (int row = 0; row < rows && image < images; row++) {
        int bits = Float.floatToIntBits(block.probabilities[row * labels + label]);
        keys[image++] = (bits << 1) | (block.truths[row] == label ? 1 : 0);
      }
    }
    Arrays.sort(keys);
    int end = images;
    while (end > 0) {
      int start = end;
      int ofLabel = 0;
      while (start > 0 && keys[start - 1] >> 1 == keys[end - 1] >> 1) {
        start--;
        ofLabel += keys[start] & 1;
      }
      sum.add(end - start, ofLabel);
      end = start;
    }
  }

  private static final class Block {

    private final int[] truths;

    /** [image][label]. */
    private final float[] probabilities;

    Block(int rows, int labels) {
      truths = new int[rows];
      probabilities = new float[rows * labels];
    }
  }
}
