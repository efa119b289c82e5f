package dev.espy.application.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * The areas of one axis that are hidden one after the other. The axis is divided into cells of
 * nearly equal size; an area has several cells. Areas begin before the first cell and end behind
 * the last one, so that cells at the edges are hidden as often as others.
 *
 * @param length the length of the axis in pixels
 * @param cells the number of cells
 * @param patch the size of an area in cells
 * @param starts the first cell of each area; negative if it begins before the axis
 */
record Hiding(int length, int cells, int patch, List<Integer> starts) {

  /** The largest number of cells. */
  static final int MOST_CELLS = 14;

  /** The largest distance between the starts of two areas, in cells. */
  private static final int LONGEST_STRIDE = 2;

  /**
   * Returns the areas of an axis.
   *
   * @param length the length of the axis in pixels, at least 1
   * @param share the size of an area as a share of the axis, from 0 to 1
   */
  static Hiding of(int length, double share) {
    int cells = Math.min(MOST_CELLS, length);
    int patch = (int) Math.max(1, Math.round(share * cells));
    int stride = Math.min(LONGEST_STRIDE, (patch + 1) / 2);
    List<Integer> starts = new ArrayList<>();
    for (int start = 1 - patch; start < cells; start += stride) {
      starts.add(start);
    }
    return new Hiding(length, cells, patch, starts);
  }

  /** Returns the first pixel of an area. */
  int from(int area) {
    return pixel(Math.max(0, starts.get(area)));
  }

  /** Returns the pixel behind the last one of an area. */
  int to(int area) {
    return pixel(Math.min(cells, starts.get(area) + patch));
  }

  /** Returns whether an area contains a cell. */
  boolean contains(int area, int cell) {
    int start = starts.get(area);
    return start <= cell && cell < start + patch;
  }

  private int pixel(int cell) {
    return (int) ((long) cell * length / cells);
  }
}
