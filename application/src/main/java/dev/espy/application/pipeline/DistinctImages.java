package dev.espy.application.pipeline;

import dev.espy.application.RunControl;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** The distinct images of some rows of a data set. Several rows may have the same image. */
public final class DistinctImages {

  private static final int CHUNK = 256;

  private final int[] rows;
  private final int[] images;
  private final int count;
  private final Map<Object, Integer> numbers;

  private DistinctImages(int[] rows, int[] images, int count, Map<Object, Integer> numbers) {
    this.rows = rows;
    this.images = images;
    this.count = count;
    this.numbers = numbers;
  }

  /** Returns the images of rows that all have distinct images. */
  static DistinctImages each(int[] rows) {
    return new DistinctImages(
        rows, IntStream.range(0, rows.length).toArray(), rows.length, Map.of());
  }

  /**
   * Finds the image of each row by its key, without reading images.
   *
   * @param data the data set
   * @param rows the positions of the rows in the data set; not copied
   * @param control the number of threads, and the cancellation flag; once set, each remaining row
   *     counts as a distinct image
   */
  public static DistinctImages of(IndexedDataSet data, int[] rows, RunControl control) {
    Map<Object, Integer> numbers = new HashMap<>();
    int[] images = new int[rows.length];
    int count = 0;
    try (PrefetchingIterator<List<Optional<Object>>> chunks = keys(data, rows, control.threads())) {
      List<Optional<Object>> keys = List.of();
      for (int i = 0; i < rows.length; i++) {
        int inChunk = i % CHUNK;
        if (inChunk == 0) {
          boolean stopped = i > 0 && control.stopped();
          keys = stopped ? List.of() : chunks.next();
        }
        Object key = inChunk < keys.size() ? keys.get(inChunk).orElse(null) : null;
        Integer known = key == null ? null : numbers.putIfAbsent(key, count);
        images[i] = known == null ? count++ : known;
      }
    }
    return new DistinctImages(rows, images, count, numbers);
  }

  /** Finds the keys of each chunk on background threads, since a key may need the disk. */
  private static PrefetchingIterator<List<Optional<Object>>> keys(
      IndexedDataSet data, int[] rows, int threads) {
    Iterator<Callable<List<Optional<Object>>>> tasks =
        IntStream.iterate(0, from -> from < rows.length, from -> from + CHUNK)
            .<Callable<List<Optional<Object>>>>mapToObj(
                from ->
                    () ->
                        Arrays.stream(rows, from, Math.min(rows.length, from + CHUNK))
                            .mapToObj(data::imageKey)
                            .toList())
            .iterator();
    return new PrefetchingIterator<>(tasks, threads, 2 * threads);
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows.length;
  }

  /** Returns the position in the data set of a row, from 0 to {@link #rows} - 1. */
  public int row(int index) {
    return rows[index];
  }

  /** Returns the image of a row, from 0 to {@link #count} - 1 in the order of first appearance. */
  public int image(int index) {
    return images[index];
  }

  /** Returns the number of images. */
  public int count() {
    return count;
  }

  /** Returns the number of rows of each image. */
  public int[] rowsPerImage() {
    int[] counts = new int[count];
    Arrays.stream(images).forEach(image -> counts[image]++);
    return counts;
  }

  /** Returns the number of images that are also among others, perhaps of another data set. */
  public int countAlsoIn(DistinctImages others) {
    return (int) numbers.keySet().stream().filter(others.numbers::containsKey).count();
  }
}
