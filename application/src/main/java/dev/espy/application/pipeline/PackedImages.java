package dev.espy.application.pipeline;

import dev.espy.application.RunControl;
import dev.espy.domain.Batch;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Decoded images of one shape, stored for repeated use: in memory as far as a budget allows, else
 * in a file.
 */
public final class PackedImages {

  private static final int MOST_IMAGES = 64;
  private static final int MOST_BYTES = 1 << 24;

  private final Shape shape;
  private final PixelStore pixels;

  /** The place of each image among the pixels. */
  private final int[] places;

  private final int[] samples;
  private final Map<Integer, Unreadable> unreadable;

  /**
   * The room for decoded images.
   *
   * @param budget the largest size in memory, in bytes
   * @param scratch the folder for a file, if one is needed
   */
  public record Storage(long budget, Path scratch) {}

  private PackedImages(
      Shape shape,
      PixelStore pixels,
      int[] places,
      int[] samples,
      Map<Integer, Unreadable> unreadable) {
    this.shape = shape;
    this.pixels = pixels;
    this.places = places;
    this.samples = samples;
    this.unreadable = unreadable;
  }

  /**
   * Reads images.
   *
   * @param data the data set
   * @param samples the positions of the samples in the data set
   * @param shape the shape to which every image is resized
   * @param storage the room for the decoded images
   * @param control progress listener, number of threads, and cancellation flag, which is checked
   *     after each chunk; if set, the remaining images are not read
   * @throws dev.espy.domain.StorageException if a file is needed and cannot be written
   */
  public static PackedImages read(
      IndexedDataSet data, int[] samples, Shape shape, Storage storage, RunControl control) {
    PixelStore pixels =
        PixelStore.of(samples.length, shape.size(), storage.budget, storage.scratch);
    int[] kept = new int[samples.length];
    int count = 0;
    Map<Integer, Unreadable> unreadable = new LinkedHashMap<>();
    int read = 0;
    Iterator<Sample> all = Arrays.stream(samples).mapToObj(data::sample).iterator();
    try (ImageLoader loader = new ImageLoader(data.data(), all, shape, chunk(shape), control)) {
      while (!control.stopped() && loader.hasNext()) {
        for (DecodeResult result : loader.next().results()) {
          int sample = samples[read++];
          if (result instanceof Image image) {
            pixels.put(count, image.pixels());
            kept[count++] = sample;
          } else if (result instanceof Unreadable bad) {
            unreadable.put(sample, bad);
          }
        }
      }
    }
    int[] places = IntStream.range(0, count).toArray();
    return new PackedImages(shape, pixels, places, Arrays.copyOf(kept, count), unreadable);
  }

  /**
   * Returns some of these images, without unreadable ones. The pixels are shared, not copied.
   *
   * @param images the numbers of the images, from 0 to {@link #size} - 1
   */
  public PackedImages select(int[] images) {
    return new PackedImages(
        shape,
        pixels,
        IntStream.of(images).map(image -> places[image]).toArray(),
        IntStream.of(images).map(this::sample).toArray(),
        Map.of());
  }

  /** Returns the memory for all decoded images together, in bytes: a third of the heap. */
  public static long budget() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /** Returns the size of these images in memory, in bytes. */
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

  /** Returns the unreadable images by their position in the data set. */
  public Map<Integer, Unreadable> unreadable() {
    return Map.copyOf(unreadable);
  }

  /**
   * Returns consecutive images as a batch to classify.
   *
   * @param from the first image, from 0
   * @param to the end, which is excluded
   */
  public Batch batch(int from, int to) {
    return batch(IntStream.range(from, to).toArray());
  }

  /**
   * Returns some images as a batch to classify.
   *
   * @param images the numbers of the images, from 0 to {@link #size} - 1
   */
  public Batch batch(int[] images) {
    return Batch.of(shape, images.length, copy(images));
  }

  /**
   * Returns an image.
   *
   * @param image the number of the image, from 0 to {@link #size} - 1
   */
  public Image image(int image) {
    return new Image(shape, copy(new int[] {image}));
  }

  /**
   * Returns a copy of some images, [image][channel][row][column].
   *
   * @param images the numbers of the images, from 0 to {@link #size} - 1
   */
  byte[] copy(int[] images) {
    byte[] packed = new byte[Math.multiplyExact(images.length, shape.size())];
    for (int i = 0; i < images.length; i++) {
      pixels.get(places[images[i]], packed, i * shape.size());
    }
    return packed;
  }
}
