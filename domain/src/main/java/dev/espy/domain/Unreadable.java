package dev.espy.domain;

/**
 * An image that could not be read. It is a value, not an exception: one bad image never ends a run.
 *
 * @param id the image's name as the data set gives it
 * @param row where it stands in its source; a CSV's header is row 1
 * @param reason why, in words for the user, such as {@code no such file: images/7.png}
 */
public record Unreadable(String id, int row, String reason) implements DecodeResult {}
