package dev.espy.domain.network;

/**
 * The division of a batch into micro-batches. The gradient of a batch is the sum of the gradients
 * of its micro-batches, added in their order. In training, a normalization uses the statistics of a
 * micro-batch (ghost batch normalization: Hoffer, Hubara and Soudry, "Train longer, generalize
 * better", 2017); its running statistics are updated once a step, with those of the whole batch.
 *
 * <p>There are as few micro-batches as the largest size allows, and their sizes differ by at most
 * one image: 33 images in micro-batches of at most 16 are 11, 11 and 11. So the statistics of the
 * last one are as good as those of the others.
 *
 * @param images number of images in the batch, at least 1
 * @param count number of micro-batches, from 1 to the number of images
 */
public record MicroBatches(int images, int count) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public MicroBatches {
    if (count < 1 || count > images) {
      throw new IllegalArgumentException(count + " micro-batches of " + images + " images");
    }
  }

  /**
   * Divides a batch.
   *
   * @param images number of images in the batch, at least 1
   * @param largest largest number of images in a micro-batch, at least 1
   */
  public static MicroBatches of(int images, int largest) {
    return new MicroBatches(images, (images - 1) / largest + 1);
  }

  /**
   * Returns the index in the batch of a micro-batch's first image.
   *
   * @param index 0-based index of the micro-batch; with {@link #count}, the number of images
   */
  public int start(int index) {
    return Math.toIntExact((long) images * index / count);
  }

  /**
   * Returns the number of images of a micro-batch.
   *
   * @param index 0-based index of the micro-batch
   */
  public int size(int index) {
    return start(index + 1) - start(index);
  }
}
