package dev.espy.application.pipeline;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.EspyException;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.DataSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Loads images in order, chunk by chunk. Background threads load at most two chunks per thread
 * ahead, fewer if chunks are large.
 */
public final class ImageLoader implements Iterator<ImageLoader.Chunk>, AutoCloseable {

  /**
   * Consecutive samples and their images.
   *
   * @param samples the samples, in the requested order
   * @param results the result of each sample; images have the requested shape
   */
  public record Chunk(List<Sample> samples, List<DecodeResult> results) {

    /** Copies the lists. */
    public Chunk {
      samples = List.copyOf(samples);
      results = List.copyOf(results);
    }
  }

  private final PrefetchingIterator<Chunk> chunks;

  /**
   * @param data the data set
   * @param samples the samples of the data set to load; the thread that asks for chunks takes them
   * @param shape the shape to which every image is resized
   * @param chunkSize the number of samples per chunk; the last chunk may be smaller
   * @param control the listener for each image and for waiting times, and the number of background
   *     threads
   */
  public ImageLoader(
      DataSet data, Iterator<Sample> samples, Shape shape, int chunkSize, RunControl control) {
    this.chunks =
        new PrefetchingIterator<>(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return samples.hasNext();
              }

              @Override
              public Callable<Chunk> next() {
                List<Sample> part = new ArrayList<>();
                while (part.size() < chunkSize && samples.hasNext()) {
                  part.add(samples.next());
                }
                return () -> read(data, part, shape, control.listener());
              }
            },
            control.threads(),
            PrefetchingIterator.depth(2 * control.threads(), (long) chunkSize * shape.size()),
            control.listener());
  }

  private static Chunk read(DataSet data, List<Sample> samples, Shape shape, RunListener listener) {
    List<DecodeResult> results = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      long start = System.nanoTime();
      DecodeResult result = read(data, sample, shape);
      listener.imageRead(result, System.nanoTime() - start);
      results.add(result);
    }
    return new Chunk(samples, results);
  }

  private static DecodeResult read(DataSet data, Sample sample, Shape shape) {
    try {
      return data.read(
          sample, shape, result -> result instanceof Image image ? image.to(shape) : result);
    } catch (EspyException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // a single bad image must not end a run
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
