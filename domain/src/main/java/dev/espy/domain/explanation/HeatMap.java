package dev.espy.domain.explanation;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.util.Collections;
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

  /** The place of the evidence if no area is evidence for the answer. */
  public static final String NOWHERE = "nowhere";

  /**
   * The evidence that gets the hottest colour if no area has more, in nats. Less is hardly an
   * effect: it changes a confidence by at most 2.5 points.
   */
  private static final float LEAST_HOTTEST = 0.1f;

  /** The largest share of the colour in a pixel, so that the image shines through. */
  private static final float MOST_COVER = 0.75f;

  /** The share of the hottest evidence from which on a pixel has the largest share of colour. */
  private static final float COVERED_FROM = 0.5f;

  /** The largest deviation of the evidence from its centre, in sides of the image, of one place. */
  private static final double NARROW = 0.2;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the number of values does not match the grid, or a value is
   *     not finite
   */
  public HeatMap {
    evidence = List.copyOf(evidence);
    if (rows < 1 || columns < 1 || evidence.size() != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d values for %d x %d".formatted(evidence.size(), rows, columns));
    }
    for (float value : evidence) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("evidence of " + value);
      }
    }
  }

  /** Returns the largest evidence of an area, in nats; negative if all areas speak against it. */
  public float strongest() {
    return Collections.max(evidence);
  }

  /**
   * Returns in words where the evidence is.
   *
   * @return such as {@code top left}, {@code left}, {@code centre}; {@code several places} if it is
   *     not in one; {@code nowhere} if no area is evidence for the answer
   */
  public String place() {
    // The squares let the hottest areas count, and not the large areas that are lukewarm.
    double sum = 0;
    double across = 0;
    double down = 0;
    double acrossSquares = 0;
    double downSquares = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double heat = Math.max(0, at(row, column));
        double weight = heat * heat;
        double x = (column + 0.5) / columns;
        double y = (row + 0.5) / rows;
        sum += weight;
        across += weight * x;
        down += weight * y;
        acrossSquares += weight * x * x;
        downSquares += weight * y * y;
      }
    }
    if (sum == 0) {
      return NOWHERE;
    }
    across /= sum;
    down /= sum;
    boolean isWide = deviation(acrossSquares / sum, across) > NARROW;
    boolean isHigh = deviation(downSquares / sum, down) > NARROW;
    String vertical = isHigh ? "" : third(down, "top", "bottom");
    String horizontal = isWide ? "" : third(across, "left", "right");
    String place = (vertical + " " + horizontal).strip();
    if (place.isEmpty()) {
      return isWide || isHigh ? "several places" : "centre";
    }
    return place;
  }

  private static String third(double place, String first, String last) {
    return place < 1 / 3.0 ? first : place > 2 / 3.0 ? last : "";
  }

  private static double deviation(double meanOfSquares, double mean) {
    return Math.sqrt(Math.max(0, meanOfSquares - mean * mean));
  }

  /**
   * Returns a picture with the areas marked on which the answer rests: the grey version of the
   * image, coloured from purple over red to yellow, the hottest areas yellow. Areas that speak
   * against the answer stay grey.
   *
   * @param image the explained image, of any size
   * @return a colour image of the same size
   */
  public Image over(Image image) {
    int height = image.shape().height();
    int width = image.shape().width();
    byte[] grey = image.to(new Shape(1, height, width)).pixels();
    Shape shape = new Shape(3, height, width);
    byte[] pixels = new byte[shape.size()];
    float hottest = Math.max(LEAST_HOTTEST, strongest());
    int plane = height * width;
    for (int y = 0; y < height; y++) {
      float row = (y + 0.5f) * rows / height - 0.5f;
      for (int x = 0; x < width; x++) {
        float heat = between(row, (x + 0.5f) * columns / width - 0.5f) / hottest;
        float cover = MOST_COVER * Math.min(1, heat / COVERED_FROM);
        int pixel = y * width + x;
        for (int channel = 0; channel < 3; channel++) {
          float colour = HeatScale.colour(heat, channel);
          float mixed = (1 - cover) * (grey[pixel] & 0xFF) + cover * colour;
          pixels[channel * plane + pixel] = (byte) Math.round(mixed);
        }
      }
    }
    return new Image(shape, pixels);
  }

  /** Returns the positive evidence at a point between the centres of areas. */
  private float between(float row, float column) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    float down = row - top;
    float across = column - left;
    return (1 - down) * ((1 - across) * heat(top, left) + across * heat(top, left + 1))
        + down * ((1 - across) * heat(top + 1, left) + across * heat(top + 1, left + 1));
  }

  private float heat(int row, int column) {
    int inRow = Math.max(0, Math.min(rows - 1, row));
    int inColumn = Math.max(0, Math.min(columns - 1, column));
    return Math.max(0, at(inRow, inColumn));
  }

  private float at(int row, int column) {
    return evidence.get(row * columns + column);
  }
}
