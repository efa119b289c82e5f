package dev.espy.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.StorageException;
import dev.espy.domain.fake.Reports;
import dev.espy.domain.port.ReportContract;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportsTest extends ReportContract {

  @Override
  protected ReportPort port() {
    return new HtmlReports("train clothes with verdicts.csv");
  }

  @Override
  protected @Nullable String kept(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : null;
  }

  private Document page(Report report) throws IOException {
    Path file = folder.resolve("page.html");
    port().write(report, file);
    return Jsoup.parse(file, "UTF-8");
  }

  static Stream<Report> samples() {
    return Stream.of(
        Reports.full(),
        Reports.minimal(),
        Reports.validation(),
        Reports.huge(200),
        Reports.hostile());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySectionIsThereAndNothingIsLoaded(Report report) throws IOException {
    Document page = page(report);
    assertThat(page.select("main > section").eachAttr("id"))
        .containsExactly(
            "summary",
            "curves",
            "confusion",
            "labels",
            "confidence",
            "galleries",
            "suspects",
            "data",
            "facts");
    for (Element section : page.select("main > section")) {
      assertThat(section.select("p, table, figure")).as(section.id()).isNotEmpty();
    }
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("[src]").eachAttr("src"))
        .allMatch(source -> source.startsWith("data:image/"));
    assertThat(page.select("link, iframe, object, embed, base, form, [style], [srcset]")).isEmpty();
    assertThat(page.select("[href]").eachAttr("href")).allMatch(link -> link.startsWith("#"));
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'; img-src data:;");
    for (Element link : page.select("a[href]")) {
      assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void identifiersAreUniqueAndEveryPictureHasWords(Report report) throws IOException {
    Document page = page(report);
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    for (Element image : page.select("img")) {
      assertThat(image.attr("alt")).isNotBlank();
    }
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    Document page = page(Reports.minimal());
    assertThat(page.getElementById("unfinished").text()).contains("interrupted");
    for (String section : List.of("summary", "confusion", "labels", "confidence")) {
      assertThat(page.select("#" + section + " .missing").text())
          .contains("There were no validation images");
    }
    assertThat(page.select("#curves .missing").text())
        .isEqualTo("There is one epoch; a curve needs two.");
    assertThat(page.select("#galleries .missing")).hasSize(1);
    assertThat(page.select("#suspects .missing").text())
        .isEqualTo("No wrong labels were looked for.");
    assertThat(page.select("#facts .missing").text()).contains("no times");
  }

  @Test
  void aModelWithoutTemperatureIsNotCalibrated() throws IOException {
    Document page = page(Reports.validation());
    assertThat(page.getElementById("calibration").text()).contains("has no temperature");
    assertThat(page.getElementById("reliability-before-table")).isNull();
    assertThat(page.getElementById("unreadable").text()).startsWith("3 images could not be read");
  }

  static Stream<Arguments> largestSizes() {
    return Stream.of(
        Arguments.of("full", Reports.full(), 3_000_000),
        Arguments.of("hostile", Reports.hostile(), 3_000_000),
        Arguments.of("10 long names", Reports.longNames(10), 3_000_000),
        Arguments.of("200 labels", Reports.huge(200), 6_000_000),
        Arguments.of("200 long names", Reports.longNames(200), 6_000_000),
        Arguments.of("1,500 long names", Reports.longNames(1500), 6_000_000),
        Arguments.of("20,000 labels", Reports.huge(20_000), 6_000_000));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largestSizes")
  void theSizeIsBounded(String name, Report report, long most) throws IOException {
    Path file = folder.resolve("page.html");
    port().write(report, file);
    assertThat(Files.size(file)).as(name).isLessThanOrEqualTo(most);
  }

  @Test
  void hostileTextIsShownAsText() throws IOException {
    Document page = page(Reports.hostile());
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("[onerror], [onload], img[src=x], main svg[onload]")).isEmpty();
    assertThat(page.select("#label-table tbody th").eachText())
        .contains(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "${alert(4)} {{alert(5)}} @if(true)",
            "\\u202egnp.exe\\u202c",
            "a\\u001b[2Jb\\u0000c\\u000dd\\u000ae",
            "x".repeat(60) + "…");
    String text = Files.readString(folder.resolve("page.html"));
    assertThat(text).doesNotContain("\u001b", "\u0000", "\u202e", "x".repeat(1001));
  }

  @Test
  void verdictsGetTheExactNames() throws IOException {
    Report report = Reports.hostile();
    Document page = page(report);
    JsonNode data = JsonMapper.shared().readTree(page.getElementById("report-data").data());
    List<Element> cards = page.select(".suspect");
    assertThat(cards).isNotEmpty();
    for (int i = 0; i < cards.size(); i++) {
      var suspect = report.suspects().images().get(i).suspect();
      String name = suspect.sample().id();
      boolean isDecidable =
          !name.isBlank()
              && name.length() <= 1000
              && suspect.given().name().length() <= 1000
              && suspect.suggested().name().length() <= 1000;
      assertThat(cards.get(i).select("fieldset")).hasSize(isDecidable ? 1 : 0);
      if (isDecidable) {
        JsonNode exact = data.get("suspects").get(i);
        assertThat(exact.get("image").asString()).isEqualTo(name);
        assertThat(exact.get("given").asString()).isEqualTo(suspect.given().name());
        assertThat(exact.get("suggested").asString()).isEqualTo(suspect.suggested().name());
      }
    }
    assertThat(page.select(".verdicts code").text()).isEqualTo("train clothes with verdicts.csv");
  }

  @Test
  void aDiskThatFillsUpKeepsTheEarlierReport() throws Exception {
    Path file = folder.resolve("report.html");
    port().write(Reports.minimal(), file);
    byte[] earlier = Files.readAllBytes(file);
    ReportPort full = new HtmlReports("train", stream -> new FullDisk(stream, 300_000));
    assertThatThrownBy(() -> full.write(Reports.full(), file))
        .isInstanceOf(StorageException.class)
        .hasMessage(file + ": cannot be written: No space left on device");
    assertThat(file).hasBinaryContent(earlier);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** A stream that fails after some bytes. */
  private static final class FullDisk extends FilterOutputStream {

    private int left;

    FullDisk(OutputStream out, int left) {
      super(out);
      this.left = left;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("No space left on device");
      }
      out.write(bytes, from, length);
    }
  }
}
