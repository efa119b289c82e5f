package dev.espy.application.report;

import dev.espy.application.pipeline.StoredShapes;
import dev.espy.domain.Sample;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.report.Report.SizeCount;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Counts the sizes of image files for a report. */
public final class SizeCounts {

  private SizeCounts() {}

  /**
   * Looks at images that are spread over a data set ({@link StoredShapes}), and counts their sizes.
   *
   * @param data the data set
   * @param sample the samples by number
   * @param size number of samples
   * @param threads the number of threads that read images, at least 1
   * @return the sizes, the most frequent one first
   */
  public static List<SizeCount> of(
      DataSet data, IntFunction<Sample> sample, int size, int threads) {
    Map<List<Integer>, Integer> counts = new LinkedHashMap<>();
    for (StoredShapes.Look look : StoredShapes.look(data, sample, size, threads)) {
      if (look.shape() != null) {
        counts.merge(List.of(look.shape().width(), look.shape().height()), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(count -> new SizeCount(count.getKey().get(0), count.getKey().get(1), count.getValue()))
        .sorted(
            Comparator.comparingInt(SizeCount::images)
                .reversed()
                .thenComparingInt(SizeCount::width)
                .thenComparingInt(SizeCount::height))
        .toList();
  }
}
