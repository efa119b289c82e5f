package dev.espy.adapters.report.view;

import dev.espy.domain.report.Report;
import java.util.Comparator;
import java.util.List;

/**
 * The labels and sizes of the images.
 *
 * @param allLabels number of labels
 * @param training true if the numbers of training images are known
 * @param labels the labels, or the most frequent ones if there are many; most frequent first
 * @param looked number of images whose size was looked up
 * @param allSizes number of different sizes
 * @param sizes the most frequent sizes
 */
public record DataSummary(
    int allLabels,
    boolean training,
    List<Count> labels,
    Figure looked,
    int allSizes,
    List<Size> sizes) {

  private static final int MOST_LABELS = 300;
  private static final int MOST_SIZES = 200;

  /**
   * The number of images of a label.
   *
   * @param label the label
   * @param training number of training images; 0 if it is unknown
   * @param validation number of images that the figures are about
   */
  public record Count(Name label, long training, long validation) {

    /** Returns the number of training images in words. */
    public String trainingText() {
      return Numbers.count(training);
    }

    /** Returns the number of the other images in words. */
    public String validationText() {
      return Numbers.count(validation);
    }
  }

  /**
   * A size of images.
   *
   * @param width the width in pixels
   * @param height the height in pixels
   * @param images number of images
   */
  public record Size(int width, int height, int images) {

    /** Returns the number of images in words. */
    public String imagesText() {
      return Numbers.count(images);
    }
  }

  /** Returns the number of shown labels, in words. */
  public String labelsShown() {
    return Numbers.count(labels.size(), "label");
  }

  /** Returns the number of labels for people. */
  public String allLabelsShown() {
    return Numbers.count(allLabels);
  }

  static DataSummary of(Report report) {
    boolean isTrainingKnown = report.labels().stream().anyMatch(count -> count.training() != null);
    return new DataSummary(
        report.labels().size(),
        isTrainingKnown,
        report.labels().stream()
            .map(DataSummary::count)
            .sorted(Comparator.comparingLong(count -> -(count.training() + count.validation())))
            .limit(MOST_LABELS)
            .toList(),
        Figure.count(null, report.sizes().stream().mapToLong(Report.SizeCount::images).sum()),
        report.sizes().size(),
        report.sizes().stream()
            .sorted(Comparator.comparingInt(size -> -size.images()))
            .limit(MOST_SIZES)
            .map(size -> new Size(size.width(), size.height(), size.images()))
            .toList());
  }

  private static Count count(Report.LabelCount count) {
    Long training = count.training();
    return new Count(Name.of(count.label()), training == null ? 0 : training, count.validation());
  }
}
