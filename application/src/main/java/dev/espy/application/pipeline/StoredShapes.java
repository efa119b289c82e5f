package dev.espy.application.pipeline;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.DataSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at the size and colour of images as they are stored. */
public final class StoredShapes {

  private static final int FEW = 16;
  private static final int MANY = 100;
  private static final long QUICKLY_DECODED = 4_000_000;
  private static final Shape AS_STORED = new Shape(1, 46340, 46340);

  private StoredShapes() {}

  /**
   * A look at an image.
   *
   * @param shape the stored shape, with one channel if the image is grey; null if it is unreadable
   * @param unreadable the reason why the image is unreadable, or null
   */
  public record Look(@Nullable Shape shape, @Nullable Unreadable unreadable) {

    private static Look at(DecodeResult result) {
      if (result instanceof Image image) {
        Shape stored = image.shape();
        return new Look(new Shape(image.isGrey() ? 1 : 3, stored.height(), stored.width()), null);
      }
      return new Look(null, (Unreadable) result);
    }
  }

  /**
   * Looks at images spread over the samples: {@value #MANY}, or {@value #FEW} if they are large.
   *
   * @param data the data set
   * @param sample the samples by number
   * @param size number of samples
   * @param threads the number of threads that read images, at least 1
   */
  public static List<Look> look(DataSet data, IntFunction<Sample> sample, int size, int threads) {
    List<Look> looks = look(data, sample, size, FEW, threads);
    long pixels =
        looks.stream()
            .map(Look::shape)
            .filter(Objects::nonNull)
            .mapToLong(shape -> (long) shape.height() * shape.width())
            .sum();
    return pixels <= QUICKLY_DECODED ? look(data, sample, size, MANY, threads) : looks;
  }

  private static List<Look> look(
      DataSet data, IntFunction<Sample> sample, int size, int most, int threads) {
    int count = Math.min(most, size);
    Iterator<Callable<Look>> tasks =
        IntStream.range(0, count)
            .map(i -> (int) ((long) i * size / count))
            .mapToObj(sample)
            .<Callable<Look>>map(one -> () -> data.read(one, AS_STORED, Look::at))
            .iterator();
    List<Look> looks = new ArrayList<>(count);
    try (PrefetchingIterator<Look> results = new PrefetchingIterator<>(tasks, threads, most)) {
      results.forEachRemaining(looks::add);
    }
    return looks;
  }
}
