package dev.espy.adapters.cli.output;

import dev.espy.application.explain.ExplainResult;
import dev.espy.application.explain.Explanation;
import dev.espy.domain.Prediction;
import dev.espy.domain.Unreadable;
import dev.espy.domain.explanation.HeatMap;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explanations as text and JSON.
 *
 * @param result the explanations
 */
public record ExplanationText(ExplainResult result) {

  /** The loss of confidence below which an area is not worth mentioning. */
  private static final float NOTABLE = 0.01f;

  /** Prints each image: its answers, where the evidence is, and the file of the picture. */
  public void print(PrintWriter out) {
    for (Explanation explanation : result.explanations()) {
      out.printf(
          "%s: %s%n",
          explanation.sample().id(),
          explanation.prediction().ranked().stream()
              .map(
                  ranked ->
                      String.format(
                          Locale.ROOT, "%s %.4f", ranked.label().name(), ranked.confidence()))
              .collect(Collectors.joining(", ")));
      out.printf("  %s%n", evidence(explanation));
      out.printf("  %s%n", explanation.picture());
    }
  }

  private static String evidence(Explanation explanation) {
    Prediction prediction = explanation.prediction();
    if (explanation.loss() < NOTABLE) {
      return "hiding any one area lowers the confidence by less than 0.01";
    }
    String place = explanation.map().place();
    // An area can lower the confidence although the overlapping areas on average do not.
    return String.format(
        Locale.ROOT,
        "%s; hiding one area lowers the confidence to as little as %.4f",
        place.equals(HeatMap.NOWHERE)
            ? "no place is clear evidence for the answer"
            : "evidence: " + place,
        prediction.confidence() - explanation.loss());
  }

  /** Prints the images that cannot be read. */
  public void printUnreadable(PrintWriter err) {
    int count = result.unreadable().count();
    if (count == 0) {
      return;
    }
    err.printf("%s could not be read:%n", TextFormat.count(count, "image"));
    for (Unreadable bad : result.unreadable().first()) {
      err.printf("  %s: %s%n", bad.id(), RemedyOptions.sentence(bad));
    }
    if (count > result.unreadable().first().size()) {
      err.printf("  ... and %,d more%n", count - result.unreadable().first().size());
    }
  }

  /** Returns the document of {@code explain --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "explanations", result.explanations().stream().map(ExplanationText::explanation).toList());
    document.put(
        "unreadable", result.unreadable().first().stream().map(ExplanationText::bad).toList());
    document.put("finished", result.finished());
    return document;
  }

  private static Map<String, Object> explanation(Explanation explanation) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("image", explanation.sample().id());
    row.put(
        "answers",
        explanation.prediction().ranked().stream().map(ExplanationText::answer).toList());
    row.put("loss", explanation.loss());
    row.put("place", explanation.map().place());
    row.put("map", map(explanation.map()));
    row.put("output", explanation.picture().toString());
    return row;
  }

  private static Map<String, Object> answer(Prediction.Ranked ranked) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("label", ranked.label().name());
    row.put("confidence", ranked.confidence());
    return row;
  }

  private static Map<String, Object> map(HeatMap map) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", map.rows());
    document.put("columns", map.columns());
    document.put("evidence", map.evidence());
    return document;
  }

  private static Map<String, Object> bad(Unreadable unreadable) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("image", unreadable.id());
    row.put("reason", unreadable.reason());
    return row;
  }
}
