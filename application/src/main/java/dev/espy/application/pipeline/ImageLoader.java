package dev.espy.application.pipeline;

import dev.espy.application.RunListener;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.EspyException;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.DataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Reads images in order, chunk by chunk, on as many background threads as there are processors and
 * at most two chunks a thread ahead; fewer where chunks are large.
 */
public final class ImageLoader implements Iterator<ImageLoader.Chunk>, AutoCloseable {

  /**
   * A row of samples and what came of reading them.
   *
   * @param samples positions in the data set, in the order in which they were asked for
   * @param readings what came of each, an image being of the shape that was asked for
   */
  public record Chunk(List<Integer> samples, List<DecodeResult> readings) {

    /** Copies the lists. */
    public Chunk {
      samples = List.copyOf(samples);
      readings = List.copyOf(readings);
    }
  }

  private final PrefetchingIterator<Chunk> chunks;

  /**
   * @param data what to read from
   * @param samples positions in it
   * @param shape what every image is brought to
   * @param chunkSize how many samples a chunk has, except perhaps the last
   * @param listener is told of each image
   */
  public ImageLoader(
      DataSet data, int[] samples, Shape shape, int chunkSize, RunListener listener) {
    int processors = Runtime.getRuntime().availableProcessors();
    this.chunks =
        new PrefetchingIterator<>(
            new Iterator<>() {
              private int from = 0;

              @Override
              public boolean hasNext() {
                return from < samples.length;
              }

              @Override
              public Callable<Chunk> next() {
                int[] part =
                    Arrays.copyOfRange(samples, from, Math.min(samples.length, from + chunkSize));
                from += part.length;
                return () -> read(data, part, shape, listener);
              }
            },
            processors,
            PrefetchingIterator.depth(2 * processors, (long) chunkSize * shape.size()));
  }

  private static Chunk read(DataSet data, int[] samples, Shape shape, RunListener listener) {
    List<DecodeResult> readings = new ArrayList<>(samples.length);
    for (int sample : samples) {
      long start = System.nanoTime();
      DecodeResult reading = read(data, sample, shape);
      listener.imageRead(reading, System.nanoTime() - start);
      readings.add(reading);
    }
    return new Chunk(Arrays.stream(samples).boxed().toList(), readings);
  }

  private static DecodeResult read(DataSet data, int index, Shape shape) {
    try {
      return data.read(
          index, shape, reading -> reading instanceof Image image ? image.to(shape) : reading);
    } catch (EspyException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // one image is never a reason to end a run
      Sample sample = data.samples().get(index);
      return new Unreadable(sample.id(), sample.row(), "cannot be decoded: " + e);
    }
  }

  @Override
  public boolean hasNext() {
    return chunks.hasNext();
  }

  @Override
  public Chunk next() {
    return chunks.next();
  }

  @Override
  public void close() {
    chunks.close();
  }
}
