package dev.espy.domain.review;

import dev.espy.domain.Label;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of a person. A verdict is about an image with a certain label: if the data change
 * the label later, the verdict does not count any more. White space around an image's name does not
 * matter, since a CSV does not keep it.
 */
public final class Verdicts {

  private final String name;

  /** Verdicts by label and image as one text: a map of records would slow down each start. */
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

  /** Images with the labels that are right, as texts like those above. */
  private final Set<String> right = new HashSet<>();

  /**
   * Starts without verdicts.
   *
   * @param name name of the verdicts in messages, such as the path that the user typed
   */
  public Verdicts(String name) {
    this.name = name;
  }

  /**
   * Adds a verdict. If there is already one on the same image and label, that one stays.
   *
   * @return the verdict on the same image and label that was there before, or null
   */
  public @Nullable Verdict add(Verdict verdict) {
    Verdict earlier = verdicts.putIfAbsent(key(verdict.image(), verdict.given()), verdict);
    if (earlier == null && verdict.decision() != Verdict.Decision.REMOVE) {
      Label label = verdict.newLabel() == null ? verdict.given() : verdict.newLabel();
      right.add(key(verdict.image(), label));
    }
    return earlier;
  }

  /** Returns the name of the verdicts in messages. */
  public String name() {
    return name;
  }

  /** Returns all verdicts in the order in which they were added, unmodifiable. */
  public Collection<Verdict> all() {
    return Collections.unmodifiableCollection(verdicts.values());
  }

  /**
   * Returns the verdict on an image.
   *
   * @param image the image's name, as the data set gives it
   * @param given the label that the data give to the image
   */
  public Optional<Verdict> find(String image, Label given) {
    return Optional.ofNullable(verdicts.get(key(image, given)));
  }

  /**
   * Returns true if a person decided that a label of an image is right: kept it, or changed another
   * label to it. Such a label is not suspected again.
   *
   * @param image the image's name, as the data set gives it
   * @param label the label that the data give to the image, after the verdicts
   */
  public boolean isKept(String image, Label label) {
    return right.contains(key(image, label));
  }

  private static String key(String image, Label given) {
    String label = given.name();
    return label.length() + ":" + label + image.strip();
  }
}
