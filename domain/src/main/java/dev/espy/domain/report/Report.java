package dev.espy.domain.report;

import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.training.Epoch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a report of a training or a validation. The number of images is bounded, whatever
 * the size of the data set.
 *
 * @param kind the work that the report is about
 * @param name the run folder or the data set, as the user named it
 * @param model the model without its weights
 * @param calibration the model's temperature and what it knows of its confidence, or null without
 * @param epochs all complete epochs of a training; none for a validation
 * @param evaluation the model's evaluation, or null if there was no image to validate on
 * @param galleries images that are worth a look; none without an evaluation
 * @param suspects the labels suspected to be wrong, or null if none were looked for
 * @param labels number of images of each label, in the order of the model's labels; labels that the
 *     model does not know come last
 * @param sizes the sizes of images, looked up for some of them
 * @param timings the seconds of each step of the work, in order
 * @param unreadable number of images that could not be read
 * @param finished false if the work was interrupted
 */
public record Report(
    Kind kind,
    String name,
    ModelDescription model,
    @Nullable Calibration calibration,
    List<Epoch> epochs,
    @Nullable Evaluation evaluation,
    Galleries galleries,
    @Nullable Suspects suspects,
    List<LabelCount> labels,
    List<SizeCount> sizes,
    List<Timing> timings,
    int unreadable,
    boolean finished) {

  /** The work that a report is about. */
  public enum Kind {
    /** A training; the figures are those of its validation images. */
    TRAINING,
    /** The validation of a finished model on labelled images. */
    VALIDATION
  }

  /** A step of the work. */
  public enum Step {
    /** Reading, decoding and resizing images. */
    READING,
    /** All epochs, with their validations. */
    TRAINING,
    /** Classifying the validation images for the final figures. */
    VALIDATING,
    /** The trainings that leave out a fold. */
    FOLDS
  }

  /**
   * Images that are worth a look, each list with the most notable image first.
   *
   * @param mistakes wrong answers with the highest confidence
   * @param leastSure answers with the lowest confidence, right or wrong
   * @param typical right answers with the highest confidence, an image or more of each label in
   *     turn
   * @param confusions wrong answers of each pair of true label and answer, the most frequent pairs
   *     first: an image of each pair, then a second one of each, and so on
   */
  public record Galleries(
      List<ReportImage> mistakes,
      List<ReportImage> leastSure,
      List<ReportImage> typical,
      List<ReportImage> confusions) {

    /** No images. */
    public static final Galleries NONE = new Galleries(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Galleries {
      mistakes = List.copyOf(mistakes);
      leastSure = List.copyOf(leastSure);
      typical = List.copyOf(typical);
      confusions = List.copyOf(confusions);
    }
  }

  /**
   * Labels suspected to be wrong.
   *
   * @param images the strongest suspicions, strongest first
   * @param labels number of all suspected labels, at least that of the images
   * @param judged number of images whose label was judged
   */
  public record Suspects(List<SuspectImage> images, int labels, int judged) {

    /** Copies the list. */
    public Suspects {
      images = List.copyOf(images);
    }
  }

  /**
   * The number of images of a label.
   *
   * @param label the label's name
   * @param training number of images that the model learned from; null if it is unknown
   * @param validation number of images that the evaluation is about
   */
  public record LabelCount(String label, @Nullable Long training, long validation) {}

  /**
   * The number of images of a size.
   *
   * @param width width of the image file in pixels
   * @param height height of the image file in pixels
   * @param images number of images of this size among those looked at
   */
  public record SizeCount(int width, int height, int images) {}

  /**
   * The time of a step.
   *
   * @param step the step
   * @param seconds its time in seconds, those of earlier parts of a resumed training included
   */
  public record Timing(Step step, double seconds) {}

  /** Copies the lists. */
  public Report {
    epochs = List.copyOf(epochs);
    labels = List.copyOf(labels);
    sizes = List.copyOf(sizes);
    timings = List.copyOf(timings);
  }

  /** Returns the epoch of the model, if an epoch was completed. */
  public Optional<Epoch> bestEpoch() {
    return epochs.stream().filter(Epoch::best).reduce((earlier, later) -> later);
  }
}
