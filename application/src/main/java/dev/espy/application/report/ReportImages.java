package dev.espy.application.report;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.report.NotableImages.Candidate;
import dev.espy.application.report.NotableImages.Selection;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.explanation.HeatMap;
import dev.espy.domain.report.Report.Galleries;
import dev.espy.domain.report.ReportImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds pictures to the images of a report. */
public final class ReportImages {

  /** The longest side of a picture in pixels. */
  private static final int THUMBNAIL = 96;

  /** The largest number of images in memory at the network's size. */
  private static final int AT_ONCE = 32;

  private final Source source;
  private final Explainer explainer;
  private final RunControl control;
  private final Map<Integer, Image> pictures = new HashMap<>();
  private final Map<Integer, Image> explained = new HashMap<>();

  /** The source of the images at the network's size. */
  public interface Source {

    /**
     * Reads images.
     *
     * @param images a few images
     * @return the result for each, in this order
     */
    List<? extends DecodeResult> read(List<Candidate> images);
  }

  /** Explains answers. */
  public interface Explainer {

    /** An explainer that explains nothing. */
    Explainer NONE = (image, answer) -> Optional.empty();

    /**
     * Explains an answer.
     *
     * @param image the image at the network's size
     * @param answer the position of the label to explain
     * @return the heat map, or empty if there is no time for it
     */
    Optional<HeatMap> explain(Image image, int answer);
  }

  private ReportImages(Source source, Explainer explainer, RunControl control) {
    this.source = source;
    this.explainer = explainer;
    this.control = control;
  }

  /**
   * Returns the galleries of a report. Images that cannot be read any more are left out. After a
   * cancellation, no further images of confusions are read.
   *
   * @param selection the images
   * @param source the source of their pictures
   * @param explainer the explainer of the answers, asked for the most notable images first
   * @param control the listener for the progress of explaining, and the cancellation flag
   */
  public static Galleries galleries(
      Selection selection, Source source, Explainer explainer, RunControl control) {
    ReportImages images = new ReportImages(source, explainer, control);
    List<Candidate> shown =
        images.unread(
            Stream.of(selection.mistakes(), selection.leastSure(), selection.typical())
                .flatMap(List::stream));
    boolean explained = !control.stopped() && !shown.isEmpty() && explainer != Explainer.NONE;
    if (explained) {
      control.listener().phaseStarted(Phase.EXPLAINING, shown.size());
    }
    images.read(shown, true);
    if (explained) {
      control.listener().phaseFinished(Phase.EXPLAINING);
    }
    images.read(images.unread(selection.confusions().stream()), false);
    return new Galleries(
        images.of(selection.mistakes()),
        images.of(selection.leastSure()),
        images.of(selection.typical()),
        images.of(selection.confusions()));
  }

  /** Returns a picture of an image: the image itself, or a reduced one if it is large. */
  public static Image thumbnail(Image image) {
    Shape shape = image.shape();
    int longest = Math.max(shape.height(), shape.width());
    if (longest <= THUMBNAIL) {
      return image;
    }
    return image.to(
        new Shape(
            shape.channels(),
            Math.max(1, Math.round((float) shape.height() * THUMBNAIL / longest)),
            Math.max(1, Math.round((float) shape.width() * THUMBNAIL / longest))));
  }

  /** Returns the images of which there is no picture yet, each once. */
  private List<Candidate> unread(Stream<Candidate> candidates) {
    Map<Integer, Candidate> unread = new LinkedHashMap<>();
    candidates
        .filter(candidate -> !pictures.containsKey(candidate.image()))
        .forEach(candidate -> unread.putIfAbsent(candidate.image(), candidate));
    return List.copyOf(unread.values());
  }

  private void read(List<Candidate> all, boolean explain) {
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      if (!explain && control.stopped()) {
        return;
      }
      List<Candidate> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      List<? extends DecodeResult> results = source.read(some);
      for (int i = 0; i < some.size(); i++) {
        if (results.get(i) instanceof Image image) {
          Image picture = thumbnail(image);
          pictures.put(some.get(i).image(), picture);
          if (explain) {
            explain(some.get(i), image, picture);
          }
        }
      }
    }
  }

  private void explain(Candidate candidate, Image image, Image picture) {
    explainer
        .explain(image, candidate.answer())
        .ifPresent(
            map -> {
              explained.put(candidate.image(), map.over(picture));
              control.listener().imageWritten();
            });
  }

  private List<ReportImage> of(List<Candidate> candidates) {
    List<ReportImage> images = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Image picture = pictures.get(candidate.image());
      if (picture != null) {
        images.add(
            new ReportImage(
                candidate.sample(),
                candidate.prediction(),
                candidate.trueProbability(),
                picture,
                explained.get(candidate.image())));
      }
    }
    return images;
  }
}
