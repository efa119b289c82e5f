package dev.espy.adapters.cli.output;

import dev.espy.application.train.LearningRateCurve;
import dev.espy.application.train.LearningRateCurve.Point;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loss at rising learning rates as text and as a JSON document. */
public final class LearningRateReport {

  private static final int EVERY = 5;
  private static final int BAR = 40;

  private LearningRateReport() {}

  /** Prints some of the points, with the loss as a bar, and the suggested learning rate. */
  public static void print(PrintWriter out, LearningRateCurve curve) {
    List<Point> points = curve.points();
    double most = points.stream().mapToDouble(Point::smoothed).max().orElse(1);
    out.println("learning rate     loss");
    for (int i = 0; i < points.size(); i += EVERY) {
      Point point = points.get(i);
      out.printf(
          Locale.ROOT,
          "%13.1e  %7.4f  %s%n",
          point.learningRate(),
          point.smoothed(),
          "#".repeat((int) Math.round(BAR * point.smoothed() / most)));
    }
    out.println(advice(curve));
  }

  private static String advice(LearningRateCurve curve) {
    return curve
        .suggestion()
        .map(
            rate ->
                String.format(
                    Locale.ROOT,
                    "Try --learning-rate %s: a tenth of %.2g, where the loss is lowest.",
                    BigDecimal.valueOf(rate).toPlainString(),
                    curve.lowest().map(Point::learningRate).orElse(Double.NaN)))
        .orElse("The loss does not fall at any learning rate: look at the labels and the network.");
  }

  /** Returns all points and the suggested learning rate. */
  public static Map<String, @Nullable Object> document(LearningRateCurve curve) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("suggestion", curve.suggestion().orElse(null));
    document.put("lowest", curve.lowest().map(Point::learningRate).orElse(null));
    document.put("points", curve.points());
    return document;
  }
}
