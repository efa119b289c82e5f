package dev.espy.adapters.cli.output;

import dev.espy.application.runs.Run;
import dev.espy.application.runs.RunList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a folder as text and as a JSON document.
 *
 * @param folder the folder, as typed
 * @param list the runs
 */
public record RunsReport(Path folder, RunList list) {

  private static final int MOST_SETTINGS = 8;
  private static final int MOST_UNLISTED = 10;
  private static final String NONE = "-";

  /** Prints a table of the runs, and a line for each other folder. */
  public void print(PrintWriter out) {
    List<String> differing = list.differing();
    List<String> columns = differing.subList(0, Math.min(MOST_SETTINGS, differing.size()));
    boolean severalData = list.dataSets() > 1;
    if (!list.runs().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      List<String> header = new ArrayList<>(List.of("run"));
      if (severalData) {
        header.add("group");
      }
      header.addAll(List.of("accuracy", "validated on", "epoch"));
      header.addAll(columns);
      rows.add(header);
      list.runs().forEach(run -> rows.add(row(run, severalData, columns)));
      TextTable.print(out, rows);
    }
    if (columns.size() < differing.size()) {
      List<String> rest = differing.subList(columns.size(), differing.size());
      out.printf(
          "These settings differ, too: %s; --json gives their values.%n", String.join(", ", rest));
    }
    if (severalData) {
      out.println(
          "Runs of different groups have different images, so their accuracies do not compare"
              + " them; espy compare RUN RUN --data DATA does.");
    }
    list.runs().stream()
        .filter(Run::open)
        .forEach(
            run ->
                out.printf(
                    "%s: is being trained, or its training was killed; the row is that of its best"
                        + " epoch so far%n",
                    run.folder()));
    list.unlisted().stream()
        .limit(MOST_UNLISTED)
        .forEach(other -> out.printf("%s%n", other.reason()));
    if (list.unlisted().size() > MOST_UNLISTED) {
      out.printf(
          "... and %,d more folders without a model%n", list.unlisted().size() - MOST_UNLISTED);
    }
  }

  private static List<String> row(Run run, boolean severalData, List<String> columns) {
    List<String> row = new ArrayList<>();
    row.add(String.valueOf(run.folder().getFileName()));
    String group = run.group();
    if (severalData) {
      row.add(group == null ? NONE : group);
    }
    Double accuracy = run.provenance().validationAccuracy();
    row.add(accuracy == null ? NONE : String.format(Locale.ROOT, "%.4f", accuracy));
    row.add(String.format(Locale.ROOT, "%,d", run.provenance().validationImages()));
    row.add(Integer.toString(run.provenance().epoch()));
    columns.forEach(name -> row.add(run.provenance().settings().getOrDefault(name, NONE)));
    return row;
  }

  /** Returns all runs with all settings. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("folder", folder.toString());
    document.put("runs", list.runs().stream().map(RunsReport::document).toList());
    document.put("differing", list.differing());
    document.put(
        "withoutModel",
        list.unlisted().stream()
            .map(other -> Map.of("folder", other.folder().toString(), "reason", other.reason()))
            .toList());
    return document;
  }

  private static Map<String, @Nullable Object> document(Run run) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("run", run.folder().toString());
    document.put("group", run.group());
    document.put("training", run.open());
    document.putAll(JsonDocuments.provenance(run.provenance()));
    return document;
  }
}
