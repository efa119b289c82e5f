package dev.espy.domain;

import java.util.List;

/**
 * An image that could not be read. It is a value, not an exception: one bad image never ends a run.
 *
 * @param id the image's name as the data set gives it
 * @param row the image's row in its source; a CSV's header is row 1
 * @param reason reason in words for the user, such as {@code no such file: images/7.png}
 * @param remedies changes that make the image readable, of which any one may help; mostly empty
 */
public record Unreadable(String id, int row, String reason, List<Remedy> remedies)
    implements DecodeResult {

  /** Copies the remedies. */
  public Unreadable {
    remedies = List.copyOf(remedies);
  }

  /** Creates an unreadable image without a typed remedy. */
  public Unreadable(String id, int row, String reason) {
    this(id, row, reason, List.of());
  }

  /** Returns the reason, and the advice of the remedies if there are any. */
  public String describe() {
    return Remedy.describe(reason, remedies);
  }
}
