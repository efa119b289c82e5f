package dev.espy.adapters.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.application.explain.ExplainResult;
import dev.espy.application.explain.Explanation;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.explanation.HeatMap;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0.3 | evidence: left; hiding one area lowers the confidence to as little as 0.5000",
        "-1 | 0.3 | no place is clear evidence for the answer; hiding one area lowers the confidence to as little as 0.5000",
        "0 | 0.3 | no place is clear evidence for the answer; hiding one area lowers the confidence to as little as 0.5000",
        "1 | 0.009 | hiding any one area lowers the confidence by less than 0.01",
        "-1 | 0 | hiding any one area lowers the confidence by less than 0.01"
      })
  void saysWhereTheEvidenceIs(float evidence, float loss, String expected) {
    Prediction prediction =
        new Prediction(List.of(new Prediction.Ranked(new Label("cat"), 0.8f)), true);
    HeatMap map = new HeatMap(1, 3, List.of(evidence, 0f, -1f));
    Explanation explanation =
        new Explanation(
            new Sample("a.png", null, 1), prediction, map, loss, Path.of("a.explained.png"));
    StringWriter out = new StringWriter();

    new ExplanationText(
            new ExplainResult(List.of(explanation), new UnreadableImages(0, List.of()), true))
        .print(new PrintWriter(out, true));

    assertThat(out.toString().lines())
        .containsExactly("a.png: cat 0.8000", "  " + expected, "  a.explained.png");
  }
}
