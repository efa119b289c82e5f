package dev.espy.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The labels of a model, distinct, in the order of the network's output. The position of a label is
 * private to one model; across models and data sets, labels are matched by name.
 */
public final class Labels {

  private final List<Label> labels;

  /** Positions by name: a map of records would make Java generate classes at each start. */
  private final Map<String, Integer> positions;

  /**
   * @param labels the labels in the order of the network's output; at least one, no two equal
   * @throws IllegalArgumentException if there is no label, or a label appears twice
   */
  public Labels(List<Label> labels) {
    this.labels = List.copyOf(labels);
    this.positions = new HashMap<>();
    for (Label label : this.labels) {
      if (positions.put(label.name(), positions.size()) != null) {
        throw new IllegalArgumentException("label '" + label + "' appears twice");
      }
    }
    if (this.labels.isEmpty()) {
      throw new IllegalArgumentException("no label");
    }
  }

  /** Returns the distinct labels of a collection in their natural order. */
  public static Labels of(Collection<Label> labels) {
    return new Labels(List.copyOf(new TreeSet<>(labels)));
  }

  /** Returns the number of labels, at least 1. */
  public int size() {
    return labels.size();
  }

  /** Returns the label at a position of the network's output, from 0. */
  public Label get(int position) {
    return labels.get(position);
  }

  /** Returns the position of a label in the network's output, or empty if the label is unknown. */
  public OptionalInt position(Label label) {
    Integer position = positions.get(label.name());
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** Returns the labels in the order of the network's output, unmodifiable. */
  public List<Label> asList() {
    return labels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return labels.hashCode();
  }

  @Override
  public String toString() {
    return labels.toString();
  }
}
