package dev.espy.adapters.cli.metrics;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents name the metrics that there are, and no others. */
class MetricsDocumentationTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (counter|gauge|summary) \\| .*$");
  private static final Pattern TAG = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
  private static final Pattern NAME = Pattern.compile("\\b(?:espy|jvm|process)_[a-z_]+\\b");
  private static final String LINUX_ONLY = "process_resident_memory_bytes";

  @TempDir Path folder;
  private String scrape = "";

  @BeforeEach
  void scrape() throws IOException {
    Path file = folder.resolve("metrics.prom");
    espy("validate", Trained.onThree(folder), folder.resolve("data"), "--metrics-file", file);
    scrape = Files.readString(file);
  }

  private static String documents() throws IOException {
    return Files.readString(DOCS.resolve("metrics.md"));
  }

  @Test
  void eachMetricIsDocumentedWithItsType() throws IOException {
    Set<String> documented =
        ROW.matcher(documents())
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .filter(row -> Files.exists(Path.of("/proc/self/status")) || !row.contains(LINUX_ONLY))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Exposition.types(scrape)).isEqualTo(documented);
  }

  @Test
  void eachTagIsDocumented() throws IOException {
    Map<String, String> rows =
        ROW.matcher(documents())
            .results()
            .collect(Collectors.toMap(row -> row.group(1), MatchResult::group));

    assertThat(Exposition.values(scrape).keySet())
        .allSatisfy(
            sample -> {
              String name = sample.replaceFirst("\\{.*", "").replaceFirst("_(sum|count)$", "");
              assertThat(rows).containsKey(name);
              TAG.matcher(sample)
                  .results()
                  .forEach(tag -> assertThat(rows.get(name)).contains(tag.group(1)));
            });
  }

  @Test
  void eachValueOfATagIsDocumented() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    ROW.matcher(documents())
        .results()
        .forEach(
            row -> {
              String tags = row.group().split("\\|")[4];
              for (String tag : tags.split(";")) {
                String[] parts = tag.strip().split(": ");
                // An open list has examples only.
                if (parts.length == 2 && !parts[1].endsWith("...")) {
                  documented.put(
                      row.group(1) + " " + parts[0],
                      new TreeSet<>(Arrays.asList(parts[1].split(", "))));
                }
              }
            });

    assertThat(documented).containsKeys("espy_phase phase", "espy_engine_seconds_max work");
    assertThat(tagsOfTheScrape()).containsAllEntriesOf(documented);
    assertThat(documented)
        .containsKeys(
            tagsOfTheScrape().keySet().stream()
                .filter(tag -> tag.startsWith("espy_") && !tag.endsWith(" version"))
                .toArray(String[]::new));
  }

  /** Returns the values of each tag by the names of metric and tag, with a space in between. */
  private Map<String, Set<String>> tagsOfTheScrape() {
    Map<String, Set<String>> tags = new TreeMap<>();
    for (String sample : Exposition.values(scrape).keySet()) {
      String name = sample.replaceFirst("\\{.*", "").replaceFirst("_(sum|count)$", "");
      TAG.matcher(sample)
          .results()
          .forEach(
              tag ->
                  tags.computeIfAbsent(name + " " + tag.group(1), key -> new TreeSet<>())
                      .add(tag.group(2)));
    }
    return tags;
  }

  @Test
  void eachMetricHasAHelpText() {
    assertThat(scrape.lines().filter(line -> line.startsWith("# HELP ")))
        .hasSameSizeAs(Exposition.types(scrape))
        .allMatch(line -> line.split(" ", 4)[3].length() > 10);
  }

  @Test
  void theDashboardAsksForMetricsThatThereAre() throws IOException {
    JsonNode dashboard =
        JsonMapper.shared().readTree(DOCS.resolve("grafana-dashboard.json").toFile());
    Set<String> expressions = new TreeSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(panel.get("targets")).as(panel.get("title").stringValue()).isNotEmpty();
      for (JsonNode target : panel.get("targets")) {
        expressions.add(target.get("expr").stringValue());
      }
    }

    assertThat(expressions).hasSizeGreaterThan(10);
    assertThat(expressions).allSatisfy(this::assertThereAre);
    assertThat(dashboard.get("schemaVersion").intValue()).isGreaterThanOrEqualTo(39);
  }

  @Test
  void theQuestionsAreAboutMetricsThatThereAre() throws IOException {
    Set<String> questions =
        Pattern.compile("(?s)```promql\\n(.*?)```")
            .matcher(documents())
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.toSet());

    assertThat(questions).hasSizeGreaterThan(4).allSatisfy(this::assertThereAre);
  }

  private void assertThereAre(String expression) {
    Set<String> samples =
        Exposition.values(scrape).keySet().stream()
            .map(sample -> sample.replaceFirst("\\{.*", ""))
            .collect(Collectors.toSet());
    samples.add(LINUX_ONLY);
    Set<String> named =
        NAME.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
    assertThat(named).isNotEmpty();
    assertThat(samples).containsAll(named);
  }
}
