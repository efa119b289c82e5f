package dev.espy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints rows as a Markdown table or as JSON. */
final class Report {

  private Report() {}

  /** Returns one line a row: each contestant's median (least to most), then the ratios. */
  static String table(List<Row> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("%s, %s\n\n".formatted(LocalDate.now(), machine()));
    text.append(
        "| what | unit | contestant: median (least to most) | the first is better than |\n");
    text.append("| --- | --- | --- | --- |\n");
    for (Row row : rows) {
      List<String> ratios = new ArrayList<>();
      for (String other : row.rounds().keySet()) {
        List<Double> ratio = row.ratios(other);
        if (!ratio.isEmpty()) {
          ratios.add(other + ": x " + spread(ratio));
        }
      }
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  row.what(),
                  row.unit(),
                  row.rounds().entrySet().stream()
                      .map(entry -> entry.getKey() + ": " + spread(entry.getValue()))
                      .collect(Collectors.joining("<br>")),
                  String.join("<br>", ratios)));
    }
    return text.toString();
  }

  /** Returns the same as JSON, with every round. */
  static String json(List<Row> rows) throws IOException {
    return "{\"date\": \"%s\", \"machine\": \"%s\", \"rows\": [\n%s\n]}\n"
        .formatted(
            LocalDate.now(),
            machine().replace("\"", "'"),
            rows.stream().map(Report::json).collect(Collectors.joining(",\n")));
  }

  private static String json(Row row) {
    String contestants =
        row.rounds().entrySet().stream()
            .map(entry -> json(row, entry))
            .collect(Collectors.joining(", "));
    return "  {\"what\": \"%s\", \"unit\": \"%s\", \"contestants\": [%s]}"
        .formatted(row.what(), row.unit(), contestants);
  }

  private static String json(Row row, Map.Entry<String, List<Double>> entry) {
    List<Double> ratios = row.ratios(entry.getKey());
    return "{\"name\": \"%s\", \"median\": %s, \"rounds\": %s, \"ratio\": %s}"
        .formatted(
            entry.getKey(),
            number(Row.median(entry.getValue())),
            entry.getValue().stream().map(Report::number).toList(),
            ratios.isEmpty() ? "null" : number(Row.median(ratios)));
  }

  private static String spread(List<Double> values) {
    String median = number(Row.median(values));
    return values.size() == 1
        ? median
        : "%s (%s to %s)".formatted(median, number(Row.least(values)), number(Row.most(values)));
  }

  /** Three digits that count, and no more. */
  private static String number(double value) {
    int digits = value == 0 ? 0 : 2 - (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(4, digits)) + "f", value);
  }

  private static String machine() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    String model = "unknown processor";
    String features = "";
    if (Files.exists(info)) {
      List<String> lines = Files.readAllLines(info);
      model = value(lines, "model name");
      List<String> flags = List.of(value(lines, "flags").split(" "));
      features =
          List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile").stream()
              .filter(flags::contains)
              .collect(Collectors.joining(" ", " (", ")"));
    }
    return "%d processors: %s%s; %s; Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model,
            features,
            System.getProperty("os.name"),
            System.getProperty("java.version"));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("?");
  }
}
