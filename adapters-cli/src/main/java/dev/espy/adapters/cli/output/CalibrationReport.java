package dev.espy.adapters.cli.output;

import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.statistics.Proportion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model knows of its own confidence, as text and as a document. */
public final class CalibrationReport {

  private CalibrationReport() {}

  /** Prints a model's calibration in one line. */
  public static void print(PrintWriter out, @Nullable Calibration calibration) {
    if (calibration == null) {
      out.printf("calibrated  no%n");
      return;
    }
    out.printf(
        Locale.ROOT,
        "calibrated  on %s, temperature %.4f; calibration error %.4f before, %.4f after"
            + " (cross-fitted)%n",
        TextFormat.count(calibration.images(), "image"),
        calibration.temperature().value(),
        calibration.errorBefore(),
        calibration.error());
  }

  /** Returns a model's calibration as a document; null if there is none. */
  static @Nullable Map<String, Object> document(@Nullable Calibration calibration) {
    if (calibration == null) {
      return null;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("temperature", calibration.temperature().value());
    document.put("errorBefore", calibration.errorBefore());
    document.put("error", calibration.error());
    document.put("images", calibration.images());
    document.put("coverage", rows(calibration.coverage()));
    return document;
  }

  private static List<Map<String, @Nullable Object>> rows(Coverage coverage) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (double confidence : Coverage.USUAL) {
      Proportion right = coverage.answeredFrom(confidence);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("confidence", confidence);
      row.put("answered", new Proportion(right.total(), coverage.images()).value());
      row.put("accuracy", right.total() == 0 ? null : right.value());
      rows.add(row);
    }
    return rows;
  }
}
