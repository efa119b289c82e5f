package dev.espy.adapters.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.evaluation.Evaluator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  @Test
  void namesLabelsAsTheTerminalShowsThemAndCutsLongOnes() {
    Label coloured = new Label("a\u001b[31mb");
    Label huge = new Label("x".repeat(10_000));
    Evaluator evaluator = new Evaluator(new Labels(List.of(coloured, huge)), List.of());
    evaluator.add(huge, new float[] {0.75f, 0.25f}, 0);
    evaluator.add(coloured, new float[] {0.75f, 0.25f}, 0);
    StringWriter text = new StringWriter();

    EvaluationReport.evaluation(new PrintWriter(text, true), evaluator.evaluation());

    String cut = "x".repeat(37) + "...";
    assertThat(text.toString().lines())
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.startsWith("a\\u001b[31mb" + " ".repeat(28) + "     0.5000"))
        .anyMatch(line -> line.startsWith(cut + "     0.0000"))
        .anyMatch(line -> line.endsWith("1  '" + cut + "' taken for 'a\\u001b[31mb'"));
  }
}
