package dev.espy.adapters.report.view;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.SuspectImage;
import dev.espy.domain.review.SuspectedLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The labels that are suspected to be wrong.
 *
 * @param judged number of images whose label was judged
 * @param all number of all suspected labels
 * @param left number of suspected labels without a card
 * @param cards the strongest suspicions
 * @param labels the labels to choose from, as the data give them
 */
public record SuspectCards(
    Figure judged, Figure all, Figure left, List<Suspicion> cards, List<String> labels) {

  private static final int MOST_CARDS = 200;
  private static final int MOST_LABELS = 1000;

  /** The longest text that is kept as it is, in characters. */
  private static final int LONGEST = 1000;

  /** Number of characters of a card besides its picture. */
  private static final int CHARACTERS = 2400;

  /**
   * A suspicion.
   *
   * @param index index of the card, from 0
   * @param picture source of the picture
   * @param small true if the picture is so small that each pixel shall be seen
   * @param alt the picture in words
   * @param image the image's name
   * @param data name of the image's data set
   * @param row the row in it
   * @param given the label that the data give
   * @param suggested the label that a model suggests
   * @param givenProbability probability of the given label
   * @param suggestedProbability probability of the suggested label
   * @param givenWidth width of the given label's bar in per cent
   * @param suggestedWidth width of the suggested label's bar in per cent
   * @param exactImage the image's name as the data give it
   * @param exactGiven the given label
   * @param exactSuggested the suggested label
   * @param decidable false if a verdict cannot name the image
   */
  public record Suspicion(
      int index,
      String picture,
      boolean small,
      String alt,
      Name image,
      Name data,
      int row,
      Name given,
      Name suggested,
      String givenProbability,
      String suggestedProbability,
      String givenWidth,
      String suggestedWidth,
      String exactImage,
      String exactGiven,
      String exactSuggested,
      boolean decidable) {}

  static SuspectCards of(Report.Suspects suspects, Labels known, Pictures pictures) {
    List<Suspicion> cards = new ArrayList<>();
    for (SuspectImage image : suspects.images()) {
      if (cards.size() == MOST_CARDS) {
        break;
      }
      Optional<String> picture = pictures.add(image.picture(), CHARACTERS);
      if (picture.isEmpty()) {
        break;
      }
      cards.add(card(cards.size(), image, picture.get()));
    }
    return new SuspectCards(
        Figure.count(null, suspects.judged()),
        Figure.count(null, suspects.labels()),
        Figure.count(null, Math.max(0, suspects.labels() - cards.size())),
        cards,
        known.asList().stream()
            .map(Label::name)
            .filter(SuspectCards::isShort)
            .limit(MOST_LABELS)
            .toList());
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST;
  }

  private static Suspicion card(int index, SuspectImage image, String picture) {
    SuspectedLabel suspect = image.suspect();
    String name = suspect.sample().id();
    String given = suspect.given().name();
    String suggested = suspect.suggested().name();
    boolean isDecidable = !name.isBlank() && isShort(name) && isShort(given) && isShort(suggested);
    return new Suspicion(
        index,
        picture,
        Card.isSmall(image.picture()),
        "Image labelled %s, perhaps %s"
            .formatted(Name.of(given).shown(), Name.of(suggested).shown()),
        Name.of(name),
        Name.of(suspect.data()),
        suspect.sample().row(),
        Name.of(given),
        Name.of(suggested),
        Numbers.share(suspect.givenProbability()),
        Numbers.share(suspect.suggestedProbability()),
        Bar.percent(suspect.givenProbability()),
        Bar.percent(suspect.suggestedProbability()),
        isDecidable ? name : "",
        isDecidable ? given : "",
        isDecidable ? suggested : "",
        isDecidable);
  }
}
