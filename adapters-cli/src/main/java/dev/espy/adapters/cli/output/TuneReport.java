package dev.espy.adapters.cli.output;

import dev.espy.application.tune.TuneResult;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.port.SearchStorePort;
import dev.espy.domain.recipe.Metric;
import dev.espy.domain.training.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a search as text and as a JSON document.
 *
 * @param result the result
 * @param metric the metric by which settings were compared
 * @param data the training data, as typed
 * @param folder the folder of the search
 * @param best the file of the best options
 */
public record TuneReport(TuneResult result, Metric metric, Path data, Path folder, Path best) {

  private static final int MOST_TRIALS = 20;

  /** Returns the comment at the head of the file of the best options. */
  public static String heading(TuneResult result) {
    Trial best =
        result.ranking().stream().filter(trial -> trial.scores() != null).findFirst().orElseThrow();
    return String.format(
        Locale.ROOT,
        "# Found by espy tune: trial %d, accuracy %.4f on the validation images after %s.%n",
        best.number(),
        best.scored().orElseThrow().accuracy(),
        TextFormat.count(best.epochs(), "epoch"));
  }

  /** Prints the best trials and the next command to type. */
  public void print(PrintWriter out) {
    List<Trial> shown = result.ranking().subList(0, Math.min(MOST_TRIALS, result.ranking().size()));
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("trial", "epochs"));
    header.addAll(shown.get(0).settings().keySet());
    header.addAll(List.of("accuracy", "loss"));
    if (isOther()) {
      header.add(metric.toString());
    }
    header.add("time");
    rows.add(header);
    shown.forEach(trial -> rows.add(row(trial)));
    int[] widths = new int[header.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(String.format("%" + widths[i] + "s  ", row.get(i)));
      }
      out.printf("%s%n", line.toString().stripTrailing());
    }
    if (shown.size() < result.ranking().size()) {
      out.printf("... and %d more%n", result.ranking().size() - shown.size());
    }
    out.println();
    out.printf(
        "best setting       trial %d%s%n",
        result.best().number(),
        result.best().number() == 0 ? ", the initial setting" : "; trial 0 is the initial setting");
    out.printf("all trials         %s%n", folder.resolve(SearchStorePort.FILE_NAME));
    out.printf("options            %s%n", best);
    out.printf("%s%n", next());
  }

  private List<String> row(Trial trial) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(trial.number()));
    row.add(Integer.toString(trial.epochs()));
    row.addAll(trial.settings().values());
    Scores scores = trial.scores();
    row.add(scores == null ? "failed" : digits(scores.accuracy()));
    row.add(scores == null ? "" : digits(scores.loss()));
    if (isOther()) {
      row.add(scores == null ? "" : digits(value(scores)));
    }
    row.add(TextFormat.duration(trial.seconds()));
    return row;
  }

  /** Returns whether the metric needs a column of its own. */
  private boolean isOther() {
    return metric == Metric.BALANCED_ACCURACY || metric == Metric.MACRO_F1;
  }

  private double value(Scores scores) {
    return metric == Metric.MACRO_F1 ? scores.macroF1() : scores.balancedAccuracy();
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private String next() {
    return result.finished()
        ? "To train with it:  espy train %s --config %s".formatted(quoted(data), quoted(best))
        : "To resume:         espy tune %s --run %s --resume"
            .formatted(quoted(data), quoted(folder));
  }

  private static String quoted(Path path) {
    return path.toString().matches(".*\\s.*") ? '"' + path.toString() + '"' : path.toString();
  }

  /** Returns the plan, all trials and the best one. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("run", folder.toString());
    document.put("finished", result.finished());
    document.put("best", result.best().number());
    document.put("config", best.toString());
    document.put("plan", result.search().plan());
    document.put("trials", result.search().trials().stream().map(TuneReport::document).toList());
    document.put("unreadable", result.unreadable().size());
    return document;
  }

  private static Map<String, @Nullable Object> document(Trial trial) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("rung", trial.rung());
    document.put("trial", trial.number());
    document.put("epochs", trial.epochs());
    document.put("settings", trial.settings());
    document.put("scores", trial.scores());
    document.put("seconds", trial.seconds());
    return document;
  }
}
