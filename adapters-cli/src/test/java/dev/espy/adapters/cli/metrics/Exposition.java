package dev.espy.adapters.cli.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads Prometheus' text format. */
final class Exposition {

  private Exposition() {}

  /** Returns the values by their names with their labels. */
  static Map<String, Double> values(String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      if (!line.startsWith("#")) {
        int space = line.lastIndexOf(' ');
        values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    return values;
  }

  /** Returns the names of metrics with their types, such as {@code espy_epochs_total counter}. */
  static Set<String> types(String text) {
    Set<String> types = new TreeSet<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("# TYPE ")) {
        types.add(line.substring("# TYPE ".length()));
      }
    }
    return types;
  }
}
