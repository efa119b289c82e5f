package dev.espy.application.pipeline;

import dev.espy.application.pipeline.StoredShapes.Look;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Remedy;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.recipe.Colour;
import dev.espy.domain.recipe.ImageSize;
import dev.espy.domain.recipe.Recipe;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

  private InputProbe() {}

  /**
   * Looks at images spread over the samples ({@link StoredShapes}).
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
    List<Look> looks =
        StoredShapes.look(
            data.data(), index -> data.sample(samples[index]), samples.length, threads);
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

  private static int median(Stream<Integer> values) {
    List<Integer> sorted = values.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
