package dev.espy.application.report;

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

  private ReportImages(Source source, Explainer explainer) {
    this.source = source;
    this.explainer = explainer;
  }

  /**
   * Returns the galleries of a report. Images that cannot be read any more are left out.
   *
   * @param selection the images
   * @param source the source of their pictures
   * @param explainer the explainer of the answers, asked for the most notable images first
   */
  public static Galleries galleries(Selection selection, Source source, Explainer explainer) {
    ReportImages images = new ReportImages(source, explainer);
    images.read(
        Stream.of(selection.mistakes(), selection.leastSure(), selection.typical())
            .flatMap(List::stream),
        true);
    images.read(selection.confusions().stream(), false);
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

  private void read(Stream<Candidate> candidates, boolean explain) {
    Map<Integer, Candidate> unread = new LinkedHashMap<>();
    candidates
        .filter(candidate -> !pictures.containsKey(candidate.image()))
        .forEach(candidate -> unread.putIfAbsent(candidate.image(), candidate));
    List<Candidate> all = List.copyOf(unread.values());
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Candidate> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      List<? extends DecodeResult> results = source.read(some);
      for (int i = 0; i < some.size(); i++) {
        if (results.get(i) instanceof Image image) {
          Image picture = thumbnail(image);
          pictures.put(some.get(i).image(), picture);
          if (explain) {
            int number = some.get(i).image();
            explainer
                .explain(image, some.get(i).answer())
                .ifPresent(map -> explained.put(number, map.over(picture)));
          }
        }
      }
    }
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
