package dev.espy.adapters.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.evaluation.Evaluator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  private static final Label A = new Label("a");
  private static final Label B = new Label("b");
  private static final Label C = new Label("c");
  private static final Label STRANGER = new Label("stranger");

  @Test
  void namesLabelsAsTheTerminalShowsThemAndCutsLongOnes() {
    Label coloured = new Label("a\u001b[31mb");
    Label huge = new Label("x".repeat(10_000));
    Evaluator evaluator = new Evaluator(new Labels(List.of(coloured, huge)), List.of());
    evaluator.add(huge, new float[] {0.75f, 0.25f}, 0);
    evaluator.add(coloured, new float[] {0.75f, 0.25f}, 0);
    StringWriter text = new StringWriter();

    EvaluationReport.evaluation(new PrintWriter(text, true), evaluator.evaluation());

    String cut = "x".repeat(27) + "...";
    assertThat(text.toString().lines())
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.startsWith("a\\u001b[31mb" + " ".repeat(18) + "     0.5000"))
        .anyMatch(line -> line.startsWith(cut + "     0.0000"))
        .anyMatch(line -> line.endsWith("1  '" + cut + "' taken for 'a\\u001b[31mb'"));
  }

  private static String text(Evaluator evaluator) {
    StringWriter text = new StringWriter();
    EvaluationReport.evaluation(new PrintWriter(text, true), evaluator.evaluation());
    return text.toString();
  }

  private static Evaluator example(Temperature temperature) {
    Labels known = new Labels(List.of(A, B, C));
    Evaluator evaluator = new Evaluator(known, List.of(STRANGER), temperature);
    float[] probabilities = {0.75f, 0.25f, 0, 0.25f, 0.6875f, 0.0625f};
    for (int i = 0; i < 3; i++) {
      evaluator.add(A, probabilities, 0);
      evaluator.add(B, probabilities, 1);
    }
    evaluator.add(STRANGER, probabilities, 0);
    evaluator.add(B, probabilities, 0);
    return evaluator;
  }

  @Test
  void printsFiguresWithTheirUncertainty() {
    assertThat(text(example(Temperature.ONE)))
        .contains(
            "accuracy           0.7500  (95 % interval 0.4093 to 0.9285; always the most frequent"
                + " label: 0.5000)\n",
            "weighted F1        0.7098\n",
            "mean AP            0.4917  (average precision of the labels)\n",
            "unknown labels     1  (of 1 image; the model does not know them)\n",
            "absent labels      1  (the model knows them, but no image has them)\n",
            """
            label     precision  95 %         recall  95 %             f1      AP  support
            a            0.6000  0.231-0.882  1.0000  0.439-1.000  0.7500  0.6000        3
            b            1.0000  0.439-1.000  0.7500  0.301-0.954  0.8571  0.8750        4
            c            0.0000  0.000-1.000  0.0000  0.000-1.000  0.0000       -        0
            stranger     0.0000  0.000-1.000  0.0000  0.000-0.793  0.0000  0.0000        1
            """)
        .doesNotContain("temperature");
  }

  @Test
  void printsTheTradeOffOfAnsweringOnlyWhenSure() {
    // From 0.5 and 0.6 on nothing changes; from 0.8 on nothing is answered.
    assertThat(text(example(Temperature.ONE)))
        .contains(
            """

            If the model answers only from a confidence on:
            confidence  answered  accuracy  95 % interval
                     0    1.0000    0.7500  0.4093 to 0.9285
                   0.7    0.6250    0.6000  0.2307 to 0.8824

            """);
  }

  @Test
  void comparesTheCalibrationErrorWithThatWithoutTheTemperature() {
    assertThat(text(example(new Temperature(0.5f))))
        .containsPattern(
            "calibration error  0\\.\\d{4}  \\(0\\.\\d{4} without the model's temperature\\)\n");
  }

  @Test
  void saysNothingOfLabelsThatAreTheSame() {
    Evaluator evaluator = new Evaluator(new Labels(List.of(A)), List.of());
    evaluator.add(A, new float[] {1}, 0);

    assertThat(text(evaluator)).doesNotContain("unknown", "absent", "mean AP");
  }
}
