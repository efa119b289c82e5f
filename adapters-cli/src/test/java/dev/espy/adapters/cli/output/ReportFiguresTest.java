package dev.espy.adapters.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.adapters.report.HtmlReports;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.fake.Reports;
import dev.espy.domain.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a report's page are those of evaluation.json. */
class ReportFiguresTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path folder;

  private Document page(Report report) throws IOException {
    Path file = folder.resolve("report.html");
    new HtmlReports("train").write(report, file);
    return Jsoup.parse(file, "UTF-8");
  }

  private static JsonNode json(Report report) {
    Evaluation evaluation = Objects.requireNonNull(report.evaluation());
    return JSON.readTree(JsonDocuments.json(JsonDocuments.evaluation(evaluation)));
  }

  /** Returns the node at a path such as {@code perLabel.3.recall}. */
  private static JsonNode at(JsonNode document, String path) {
    return document.at("/" + path.replace('.', '/'));
  }

  static Stream<Report> reports() {
    return Stream.of(
        Reports.full(),
        Reports.validation(),
        Reports.huge(200),
        Reports.huge(1001),
        Reports.hostile());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyFigureHasTheValueOfTheFile(Report report) throws IOException {
    JsonNode json = json(report);
    List<Element> figures = page(report).select("[data-figure]");
    assertThat(figures).hasSizeGreaterThan(100);
    for (Element figure : figures) {
      String path = figure.attr("data-figure");
      assertThat(at(json, path).isNumber()).as(path).isTrue();
      assertThat(Double.parseDouble(figure.attr("data-value")))
          .as(path)
          .isEqualTo(at(json, path).doubleValue());
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyFigureShowsItsValueRounded(Report report) throws IOException {
    for (Element figure : page(report).select(".figure")) {
      String text = figure.text().replace(",", "");
      boolean isShare = text.endsWith(" %") || text.endsWith(" points");
      double shown = Double.parseDouble(text.split(" ")[0]) / (isShare ? 100 : 1);
      double value = Double.parseDouble(figure.attr("data-value"));
      assertThat(shown)
          .as(figure.outerHtml())
          .isCloseTo(value, within(isShare ? 5.01e-4 : 5.01e-5));
    }
  }

  @Test
  void theFiguresAreComplete() throws IOException {
    Document page = page(Reports.full());
    List<String> paths = page.select("[data-figure]").eachAttr("data-figure");
    assertThat(paths)
        .contains(
            "images",
            "accuracy",
            "accuracyInterval.0",
            "accuracyInterval.1",
            "balancedAccuracy",
            "macroF1",
            "weightedF1",
            "meanAveragePrecision",
            "loss",
            "top5Accuracy",
            "calibrationError",
            "calibrationErrorBefore");
    for (int label = 0; label < 10; label++) {
      for (String figure :
          List.of(
              "support",
              "recall",
              "recallInterval.0",
              "recallInterval.1",
              "precision",
              "precisionInterval.0",
              "precisionInterval.1",
              "f1",
              "averagePrecision")) {
        assertThat(paths).contains("perLabel." + label + "." + figure);
      }
      int truth = label;
      assertThat(paths)
          .containsAll(
              IntStream.range(0, 10)
                  .mapToObj(answer -> "confusion.matrix.%d.%d".formatted(truth, answer))
                  .toList());
    }
    JsonNode json = json(Reports.full());
    for (String table : List.of("reliability", "reliabilityBefore", "coverage")) {
      for (int row = 0; row < json.get(table).size(); row++) {
        assertThat(paths)
            .contains(
                "%s.%d.confidence".formatted(table, row),
                "%s.%d.accuracy".formatted(table, row),
                "%s.%d.images".formatted(table, row));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void theChartsDrawTheFiguresOfTheFile(Report report) throws IOException {
    JsonNode json = json(report);
    JsonNode data =
        JSON.readTree(Objects.requireNonNull(page(report).getElementById("report-data")).data());
    for (String name : List.of("reliability", "reliabilityBefore")) {
      if (data.has(name)) {
        assertThat(data.get(name).size()).isEqualTo(json.get(name).size());
        for (int i = 0; i < data.get(name).size(); i++) {
          JsonNode bin = json.get(name).get(i);
          assertThat(data.get(name).get(i).get(0)).isEqualTo(bin.get("confidence"));
          assertThat(data.get(name).get(i).get(1)).isEqualTo(bin.get("accuracy"));
          assertThat(data.get(name).get(i).get(2).intValue())
              .isEqualTo(bin.get("images").intValue());
        }
      }
    }
    JsonNode all = data.get("coverage").get(data.get("coverage").size() - 1);
    assertThat(all.get(1).doubleValue()).isEqualTo(1);
    assertThat(all.get(2).doubleValue()).isEqualTo(json.get("accuracy").doubleValue());
    JsonNode confusion = data.get("confusion");
    if (json.get("confusion").has("matrix")) {
      for (JsonNode cell : confusion.get("cells")) {
        int truth = confusion.get("positions").get(cell.get(0).intValue()).intValue();
        int answer = confusion.get("positions").get(cell.get(1).intValue()).intValue();
        assertThat(json.get("confusion").get("matrix").get(truth).get(answer).intValue())
            .isEqualTo(cell.get(2).intValue());
      }
    }
    assertThat(confusion.get("labels").size()).isLessThanOrEqualTo(200);
  }
}
