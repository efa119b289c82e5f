package dev.espy.application;

import dev.espy.domain.Label;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names in messages. */
public final class Names {

  private static final int MOST = 10;

  private Names() {}

  /** Returns labels as a message has them: {@code 'a', 'b'}, the first ten and how many more. */
  public static String of(Collection<Label> labels) {
    return labels.stream()
        .limit(MOST)
        .map(label -> "'" + label + "'")
        .collect(
            Collectors.joining(
                ", ",
                "",
                labels.size() > MOST ? " and %,d more".formatted(labels.size() - MOST) : ""));
  }
}
