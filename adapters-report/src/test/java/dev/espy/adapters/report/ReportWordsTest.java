package dev.espy.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.fake.Reports;
import dev.espy.domain.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentences of a page in cases that are seldom. */
class ReportWordsTest {

  private static final Report FULL = Reports.full();

  @TempDir Path folder;

  private Document page(Report report) throws IOException {
    Path file = folder.resolve("page.html");
    new HtmlReports("train").write(report, file);
    return Jsoup.parse(file, "UTF-8");
  }

  private Document page(Report.Kind kind, Evaluation evaluation, Report.@Nullable Suspects suspects)
      throws IOException {
    return page(
        new Report(
            kind,
            FULL.name(),
            FULL.model(),
            null,
            List.of(),
            evaluation,
            FULL.galleries(),
            suspects,
            List.of(new Report.LabelCount("a", null, 1)),
            List.of(new Report.SizeCount(28, 28, 1)),
            FULL.timings(),
            1,
            true));
  }

  /** Returns an evaluation of images of the first label, each with an answer. */
  private static Evaluation evaluation(int size, int... answers) {
    Labels labels =
        new Labels(IntStream.range(0, size).mapToObj(i -> new Label("label " + i)).toList());
    Evaluator evaluator = new Evaluator(labels, labels.asList(), Temperature.ONE);
    for (int answer : answers) {
      float[] probabilities = new float[size];
      probabilities[answer] = 1;
      evaluator.add(labels.get(0), probabilities, 0);
    }
    return evaluator.evaluation();
  }

  @Test
  void oneOfAKindIsSingular() throws IOException {
    Report.Suspects suspects = new Report.Suspects(FULL.suspects().images().subList(0, 1), 1, 1);
    Document page = page(Report.Kind.TRAINING, evaluation(3, 1), suspects);
    assertThat(page.select("#summary").text())
        .contains("of 1 validation image.", "label 1, 1 time.", "label in the data that is")
        .contains("Look at it:");
    assertThat(page.select("#label-table").text()).contains("label 1, 1 time");
    assertThat(page.select("#suspects").text()).contains("1 label was judged", "1 is suspected");
    assertThat(page.select("#data").text())
        .contains("The sizes of 1 image were looked up; it has 28 x 28 pixels.");
    assertThat(page.select("#unreadable").text())
        .isEqualTo("1 image could not be read, and the figures are without it.");
    assertThat(page.select("[aria-label]").eachAttr("aria-label"))
        .contains("Number of images of 1 label. The table below has the figures.")
        .noneMatch(label -> label.matches(".*\\b1 \\w+s\\b.*"));
  }

  @Test
  void aLabelWithoutImagesHasNoRecall() throws IOException {
    Document page = page(Report.Kind.TRAINING, evaluation(3, 0, 1), null);
    List<Element> rows = page.select("#label-table tbody tr");
    assertThat(rows.get(0).text()).doesNotContain("no images", "no answers");
    assertThat(rows.get(1).child(2).text()).isEqualTo("no images");
    assertThat(rows.get(1).child(3).text()).startsWith("0 % 0 % to ");
    assertThat(rows.get(1).child(4).text()).isEqualTo("no images");
    assertThat(rows.get(2).child(2).text()).isEqualTo("no images");
    assertThat(rows.get(2).child(3).text()).isEqualTo("no answers");
    assertThat(rows.get(2).child(4).text()).isEqualTo("no images");
    assertThat(rows.get(2).select("svg, .figure")).hasSize(1);
    assertThat(rows.get(2).select("[data-figure=perLabel.2.recall]").attr("data-value"))
        .isEqualTo("0");
  }

  @Test
  void labelsThatAreLeftOutAreCounted() throws IOException {
    assertThat(
            page(Report.Kind.TRAINING, evaluation(1000, 0), null).select("#labels .notice").text())
        .isEqualTo(
            "999 labels without images are left out. The file evaluation.json has all labels.");
    assertThat(
            page(Report.Kind.VALIDATION, evaluation(1000, 0), null)
                .select("#labels .notice")
                .text())
        .endsWith("left out. The JSON output of the validation has all labels.");
    assertThat(page(Reports.huge(400)).select("#labels .notice").text())
        .isEqualTo(
            "These are the 300 labels with the lowest F1, of 400 labels with images. The file"
                + " evaluation.json has all labels.");
    assertThat(page(Report.Kind.TRAINING, evaluation(300, 0), null).select("#labels .notice"))
        .isEmpty();
  }

  @Test
  void withoutMistakesThereIsNoneToLookAt() throws IOException {
    Document page = page(Report.Kind.TRAINING, evaluation(3, 0, 0), null);
    assertThat(page.select("#summary .first").text())
        .startsWith("All answers are right.")
        .doesNotContain("answered wrong");
    assertThat(page(FULL).select("#summary .first").text()).contains("answered wrong");
  }

  @Test
  void noSuspectAndNoRoomForSuspectsAreSaid() throws IOException {
    Document none =
        page(Report.Kind.TRAINING, evaluation(3, 0), new Report.Suspects(List.of(), 0, 2000));
    assertThat(none.select("#summary .tiles").text())
        .contains("No label in the data is suspected to be wrong.");
    assertThat(none.select("#suspects p").text())
        .isEqualTo(
            "2,000 labels were judged by a model that had not learned from the images, and none is"
                + " suspected to be wrong.");
    Document unseen =
        page(Report.Kind.TRAINING, evaluation(3, 0), new Report.Suspects(List.of(), 7, 2000));
    assertThat(unseen.select("#suspects p").text())
        .contains("7 are suspected to be wrong", "suspects.csv");
  }

  @Test
  void earlierVerdictsAreKept() throws IOException {
    assertThat(page(FULL).select(".verdicts .note").text())
        .contains("If you have a verdicts.csv from an earlier review, add these rows to it.");
  }

  @Test
  void labelsThatCannotBeChosenAreCounted() throws IOException {
    assertThat(page(FULL).select("#suspects .more").text()).doesNotContain("new labels");
    assertThat(page(Reports.longNames(200)).select("#suspects .more").text())
        .containsPattern("The lists of new labels have \\d+ of 200 labels");
  }

  @Test
  void heatMapsAreInGalleriesOnly() throws IOException {
    Document page = page(FULL);
    assertThat(page.select("#galleries .explained")).isNotEmpty();
    assertThat(page.select("#confusion-images .card")).isNotEmpty();
    assertThat(page.select("#confusion-images .explained")).isEmpty();
  }
}
