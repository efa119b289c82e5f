package dev.espy.adapters.report.view;

import dev.espy.domain.Image;
import dev.espy.domain.report.ReportImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image with the model's answer.
 *
 * @param picture source of the picture
 * @param explained source of the picture with the areas on which the answer rests; null without
 * @param small true if the picture is so small that each pixel shall be seen
 * @param alt the picture in words
 * @param name the image's name
 * @param truth the true label
 * @param answer the model's answer
 * @param right true if the answer is right
 * @param probabilities the most probable labels, and the true one if it is not among them
 */
public record Card(
    String picture,
    @Nullable String explained,
    boolean small,
    String alt,
    Name name,
    Name truth,
    Name answer,
    boolean right,
    List<Probability> probabilities) {

  /** Number of labels whose probability is shown. */
  private static final int MOST_LABELS = 3;

  /** Number of bytes of a card besides its pictures and names. */
  private static final int MARKUP = 500;

  /** Number of bytes of a label's probability besides the label. */
  private static final int PROBABILITY_MARKUP = 330;

  private static final int SMALL_SIDE = 64;

  /**
   * A label with its probability.
   *
   * @param label the label
   * @param width width of its bar in per cent
   * @param text the probability
   * @param isTruth true if it is the true label
   */
  public record Probability(Name label, String width, String text, boolean isTruth) {}

  /** Returns the cards of images, as many as there is room for. */
  static List<Card> of(List<ReportImage> images, Pictures pictures) {
    List<Card> cards = new ArrayList<>();
    for (ReportImage image : images) {
      Optional<Card> card = of(image, image.explained(), 0, pictures);
      if (card.isEmpty()) {
        break;
      }
      cards.add(card.get());
    }
    return cards;
  }

  /**
   * Returns the card of an image without its explanation; empty if there is no room for it.
   *
   * @param heading number of bytes of a heading that the card may need
   */
  static Optional<Card> unexplained(ReportImage image, int heading, Pictures pictures) {
    return of(image, null, heading, pictures);
  }

  private static Optional<Card> of(
      ReportImage image, @Nullable Image explained, int heading, Pictures pictures) {
    Name truth = Name.of(image.truth().name());
    Name answer = Name.of(image.prediction().label().name());
    Name name = Name.of(image.sample().id());
    String alt = "Image of %s, answered with %s".formatted(truth.shown(), answer.shown());
    List<Probability> probabilities = probabilities(image);
    int around =
        MARKUP
            + heading
            + truth.size()
            + answer.size()
            + name.size()
            + 2 * Bytes.html(alt)
            + probabilities.stream()
                .mapToInt(probability -> PROBABILITY_MARKUP + probability.label().size())
                .sum();
    return pictures
        .add(image.picture(), around)
        .map(
            picture ->
                new Card(
                    picture,
                    explained == null ? null : pictures.add(explained, 0).orElse(null),
                    isSmall(image.picture()),
                    alt,
                    name,
                    truth,
                    answer,
                    image.isRight(),
                    probabilities));
  }

  static boolean isSmall(Image picture) {
    return Math.max(picture.shape().width(), picture.shape().height()) <= SMALL_SIDE;
  }

  private static List<Probability> probabilities(ReportImage image) {
    List<Probability> shown = new ArrayList<>();
    image.prediction().ranked().stream()
        .limit(MOST_LABELS)
        .forEach(
            ranked ->
                shown.add(
                    probability(
                        ranked.label().name(),
                        ranked.confidence(),
                        ranked.label().equals(image.truth()))));
    if (shown.stream().noneMatch(Probability::isTruth)) {
      shown.add(probability(image.truth().name(), image.trueProbability(), true));
    }
    return shown;
  }

  private static Probability probability(String label, double value, boolean isTruth) {
    return new Probability(Name.of(label), Bar.percent(value), Numbers.share(value), isTruth);
  }
}
