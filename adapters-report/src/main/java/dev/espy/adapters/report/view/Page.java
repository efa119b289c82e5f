package dev.espy.adapters.report.view;

import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.Report.Suspects;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole page. A part that is null is not known, and the page says so.
 *
 * @param training true for a training, false for a validation
 * @param name the run folder or the data set
 * @param finished false if the work was interrupted
 * @param unreadable a sentence on the images that could not be read; null if there are none
 * @param headline the main figures
 * @param curves the figures of the epochs
 * @param confusion the mistakes by label and answer
 * @param labels the figures of each label
 * @param confidence the comparison of confidence and accuracy
 * @param galleries images that are worth a look
 * @param suspects the labels suspected to be wrong
 * @param data the labels and sizes of the images
 * @param settings the settings of the training
 * @param origin the origin of the model
 * @param timings the times of the steps
 * @param charts the figures that the script draws, as JSON
 * @param verdictsCommand the command that trains with verdicts.csv
 */
public record Page(
    boolean training,
    Name name,
    boolean finished,
    @Nullable String unreadable,
    @Nullable Headline headline,
    @Nullable Curves curves,
    @Nullable Confusion confusion,
    @Nullable LabelTable labels,
    @Nullable Confidence confidence,
    List<Gallery> galleries,
    @Nullable SuspectCards suspects,
    DataSummary data,
    List<Fact> settings,
    List<Fact> origin,
    List<Fact> timings,
    String charts,
    String verdictsCommand) {

  // The numbers of bytes for pictures and the text around them; room that is left passes on.
  private static final int SUSPECTS = 300_000;
  private static final int CONFUSIONS = 420_000;

  /** Returns an image that the figures are about, in words. */
  public String image() {
    return training ? "validation image" : "image";
  }

  /** Returns the images that the figures are about, in words. */
  public String images() {
    return training ? "validation images" : "images";
  }

  /**
   * Returns the page of a report.
   *
   * @param verdictsCommand the command that trains with verdicts.csv
   */
  public static Page of(Report report, String verdictsCommand) {
    try (Pictures pictures = new Pictures()) {
      return of(report, verdictsCommand, pictures);
    }
  }

  private static Page of(Report report, String verdictsCommand, Pictures pictures) {
    Evaluation evaluation = report.evaluation();
    Calibration calibration = report.calibration();
    Suspects suspected = report.suspects();
    List<Gallery> galleries = galleries(report.galleries(), pictures);
    pictures.allow(SUSPECTS);
    SuspectCards suspects =
        suspected == null ? null : SuspectCards.of(suspected, report.model().labels(), pictures);
    Curves curves = Curves.of(report.epochs(), report.bestEpoch().orElse(null));
    pictures.allow(CONFUSIONS);
    Confusion confusion =
        evaluation == null
            ? null
            : Confusion.of(evaluation.confusion(), report.galleries().confusions(), pictures);
    Confidence confidence =
        evaluation == null
            ? null
            : Confidence.of(
                evaluation, calibration == null ? null : calibration.temperature().value());
    DataSummary data = DataSummary.of(report);
    return new Page(
        report.kind() == Report.Kind.TRAINING,
        Name.of(report.name()),
        report.finished(),
        report.unreadable() == 0 ? null : unreadable(report.unreadable()),
        evaluation == null ? null : Headline.of(evaluation),
        curves,
        confusion,
        evaluation == null ? null : LabelTable.of(evaluation, report.kind()),
        confidence,
        galleries,
        suspects,
        data,
        Fact.settings(report.model().provenance().settings()),
        Fact.origin(report),
        Fact.timings(report.timings()),
        ChartData.of(curves, confusion, confidence, suspects, data),
        verdictsCommand);
  }

  private static String unreadable(int images) {
    return "%s could not be read, and the figures are without %s."
        .formatted(Numbers.count(images, "image"), images == 1 ? "it" : "them");
  }

  private static List<Gallery> galleries(Report.Galleries galleries, Pictures pictures) {
    return Stream.of(
            Gallery.of(
                "mistakes",
                "Worst mistakes",
                "The model was most sure of these answers, and they are wrong. Look first whether"
                    + " the label in the data is wrong.",
                galleries.mistakes(),
                pictures),
            Gallery.of(
                "unsure",
                "Least sure",
                "Here the model could hardly decide. More training images that look like these"
                    + " help most.",
                galleries.leastSure(),
                pictures),
            Gallery.of(
                "typical",
                "Most typical",
                "Right answers of which the model is most sure: this is how it imagines each"
                    + " label.",
                galleries.typical(),
                pictures))
        .filter(gallery -> !gallery.cards().isEmpty())
        .toList();
  }
}
