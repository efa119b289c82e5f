package dev.espy.domain;

import java.util.List;

/**
 * The reason why an image cannot be read. It is a value, not an exception: one bad image never ends
 * a run.
 *
 * @param id the image's name as the data set gives it
 * @param row the row number in the source, from 1; a CSV's header is row 1
 * @param reason the reason, for the user, such as {@code no such file: images/7.png}
 * @param remedies the changes that make the image readable, each on its own; mostly empty
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
