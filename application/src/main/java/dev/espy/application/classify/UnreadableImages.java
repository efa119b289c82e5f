package dev.espy.application.classify;

import dev.espy.domain.Unreadable;
import java.util.ArrayList;
import java.util.List;

/**
 * The unreadable images of a pass.
 *
 * @param count the number of unreadable images
 * @param first the first of them, at most {@value #MOST}, in the data set's order
 */
public record UnreadableImages(int count, List<Unreadable> first) {

  /** The largest number of images that are kept. */
  public static final int MOST = 10_000;

  /** Copies the list. */
  public UnreadableImages {
    first = List.copyOf(first);
  }

  /** Collects unreadable images. */
  public static final class Collector {

    private final List<Unreadable> first = new ArrayList<>();
    private int count;

    /** Adds an image. */
    public void add(Unreadable unreadable) {
      if (first.size() < MOST) {
        first.add(unreadable);
      }
      count++;
    }

    /** Returns the images so far. */
    public UnreadableImages collected() {
      return new UnreadableImages(count, first);
    }
  }
}
