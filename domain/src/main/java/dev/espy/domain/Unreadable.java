package dev.espy.domain;

/**
 * The reason why an image cannot be read. It is a value, not an exception: one bad image never ends
 * a run.
 *
 * @param id the image's name as the data set gives it
 * @param row the row number in the source, from 1; a CSV's header is row 1
 * @param reason the reason, for the user, such as {@code no such file: images/7.png}
 */
public record Unreadable(String id, int row, String reason) implements DecodeResult {}
