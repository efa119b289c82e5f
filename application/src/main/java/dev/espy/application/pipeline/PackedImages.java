package dev.espy.application.pipeline;

import dev.espy.application.RunListener;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Decoded images of one shape that are kept to be used again and again: in memory as far as a
 * budget allows, else in a file.
 */
public final class PackedImages {

  private static final int MOST_IMAGES = 64;
  private static final int MOST_BYTES = 1 << 24;

  private final Shape shape;
  private final PixelStore pixels;
  private final int[] samples;
  private final Map<Integer, Unreadable> unreadable;

  private PackedImages(
      Shape shape, PixelStore pixels, int[] samples, Map<Integer, Unreadable> unreadable) {
    this.shape = shape;
    this.pixels = pixels;
    this.samples = samples;
    this.unreadable = unreadable;
  }

  /**
   * Reads images.
   *
   * @param data the data set
   * @param samples the positions of the samples in the data set
   * @param shape the shape to which every image is resized
   * @param budget the largest size in memory, in bytes
   * @param scratch the folder for a file, if one is needed
   * @param listener the listener for each image
   * @param cancelled the cancellation flag, checked after each chunk; if set, the remaining images
   *     are not read
   * @throws dev.espy.domain.StorageException if a file is needed and cannot be written
   */
  public static PackedImages read(
      DataSet data,
      int[] samples,
      Shape shape,
      long budget,
      Path scratch,
      RunListener listener,
      BooleanSupplier cancelled) {
    PixelStore pixels = PixelStore.of(samples.length, shape.size(), budget, scratch);
    int[] kept = new int[samples.length];
    int count = 0;
    Map<Integer, Unreadable> unreadable = new LinkedHashMap<>();
    try (ImageLoader loader = new ImageLoader(data, samples, shape, chunk(shape), listener)) {
      while (!cancelled.getAsBoolean() && loader.hasNext()) {
        ImageLoader.Chunk chunk = loader.next();
        for (int i = 0; i < chunk.samples().size(); i++) {
          int sample = chunk.samples().get(i);
          if (chunk.results().get(i) instanceof Image image) {
            pixels.put(count, image.pixels());
            kept[count++] = sample;
          } else if (chunk.results().get(i) instanceof Unreadable bad) {
            unreadable.put(sample, bad);
          }
        }
      }
    }
    return new PackedImages(shape, pixels, Arrays.copyOf(kept, count), unreadable);
  }

  /** Returns the bytes that all decoded images together may take in memory: a third of the heap. */
  public static long budget() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /** Returns the bytes that these take in memory. */
  public long bytesInMemory() {
    return pixels.bytesInMemory();
  }

  private static int chunk(Shape shape) {
    return Math.max(1, Math.min(MOST_IMAGES, MOST_BYTES / shape.size()));
  }

  /** Returns the number of images that may be copied at once, a few megabytes. */
  public int chunk() {
    return chunk(shape);
  }

  /** Returns the shape of each image. */
  public Shape shape() {
    return shape;
  }

  /** Returns the number of images. */
  public int size() {
    return samples.length;
  }

  /** Returns the position in the data set of an image, from 0 to {@link #size} - 1. */
  public int sample(int image) {
    return samples[image];
  }

  /** Returns what could not be read, by its position in the data set. */
  public Map<Integer, Unreadable> unreadable() {
    return Map.copyOf(unreadable);
  }

  /** Returns some images in a row as a batch to classify. */
  public Batch batch(int from, int to) {
    int[] images = new int[to - from];
    Arrays.setAll(images, i -> from + i);
    return Batch.of(shape, images.length, copy(images));
  }

  /**
   * Returns a copy of some images, [image][channel][row][column].
   *
   * @param images their numbers here, from 0 to {@link #size} - 1
   */
  byte[] copy(int[] images) {
    byte[] packed = new byte[Math.multiplyExact(images.length, shape.size())];
    for (int i = 0; i < images.length; i++) {
      pixels.get(images[i], packed, i * shape.size());
    }
    return packed;
  }
}
