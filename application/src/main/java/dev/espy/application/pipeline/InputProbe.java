package dev.espy.application.pipeline;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Remedy;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.recipe.Colour;
import dev.espy.domain.recipe.ImageSize;
import dev.espy.domain.recipe.Recipe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a network's input shape from a sample of the images: their median width and height,
 * scaled down in proportion if the longer side exceeds {@value #LONGEST} pixels, and colour if any
 * of them has colour.
 */
public final class InputProbe {

  /**
   * The longest side that is chosen automatically. Training on larger inputs takes hours on a CPU.
   */
  public static final int LONGEST = 64;

  private static final int FEW = 16;
  private static final int MANY = 100;
  private static final long QUICKLY_DECODED = 4_000_000;
  private static final Shape AS_STORED = new Shape(1, 46340, 46340);

  private InputProbe() {}

  /**
   * Reads images spread over the samples: {@value #MANY}, or {@value #FEW} if they are large.
   *
   * @param data the data set
   * @param samples the positions of the samples in the data set
   * @param input the requested input
   * @param threads the number of threads that read images, at least 1
   * @throws BadDataSetException if none of the images is readable
   */
  public static Shape choose(IndexedDataSet data, int[] samples, Recipe.Input input, int threads) {
    ImageSize size = input.size();
    if (size != null && input.colour() != Colour.AUTO) {
      return new Shape(channels(input.colour(), false), size.height(), size.width());
    }
    List<Look> looks = look(data, samples, FEW, threads);
    long pixels =
        looks.stream()
            .map(Look::shape)
            .filter(Objects::nonNull)
            .mapToLong(shape -> (long) shape.height() * shape.width())
            .sum();
    if (pixels <= QUICKLY_DECODED) {
      looks = look(data, samples, MANY, threads);
    }
    List<Shape> shapes = looks.stream().map(Look::shape).filter(Objects::nonNull).toList();
    if (shapes.isEmpty()) {
      Unreadable first =
          looks.stream().map(Look::unreadable).filter(Objects::nonNull).findFirst().orElseThrow();
      throw new BadDataSetException(
          "%s: none of the %d images that were tried can be read; the first is in row %d: %s"
              .formatted(data.name(), looks.size(), first.row(), first.reason()),
          first.remedies().toArray(Remedy[]::new));
    }
    int medianWidth = median(shapes.stream().map(Shape::width));
    int medianHeight = median(shapes.stream().map(Shape::height));
    double scale = Math.min(1, (double) LONGEST / Math.max(medianWidth, medianHeight));
    boolean anyColour = shapes.stream().anyMatch(shape -> shape.channels() == 3);
    return new Shape(
        channels(input.colour(), anyColour),
        size == null ? (int) Math.max(1, Math.round(medianHeight * scale)) : size.height(),
        size == null ? (int) Math.max(1, Math.round(medianWidth * scale)) : size.width());
  }

  private static int channels(Colour requested, boolean anyColour) {
    return requested == Colour.COLOUR || (requested == Colour.AUTO && anyColour) ? 3 : 1;
  }

  private static List<Look> look(IndexedDataSet data, int[] samples, int most, int threads) {
    int count = Math.min(most, samples.length);
    Iterator<Callable<Look>> tasks =
        IntStream.range(0, count)
            .map(i -> samples[(int) ((long) i * samples.length / count)])
            .<Callable<Look>>mapToObj(sample -> () -> data.read(sample, AS_STORED, Look::at))
            .iterator();
    List<Look> looks = new ArrayList<>(count);
    try (PrefetchingIterator<Look> results = new PrefetchingIterator<>(tasks, threads, most)) {
      results.forEachRemaining(looks::add);
    }
    return looks;
  }

  /**
   * The stored shape of an image, with one channel if it is grey; or why the image is unreadable.
   */
  private record Look(@Nullable Shape shape, @Nullable Unreadable unreadable) {

    static Look at(DecodeResult result) {
      if (result instanceof Image image) {
        Shape stored = image.shape();
        return new Look(new Shape(image.isGrey() ? 1 : 3, stored.height(), stored.width()), null);
      }
      return new Look(null, (Unreadable) result);
    }
  }

  private static int median(Stream<Integer> values) {
    List<Integer> sorted = values.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
