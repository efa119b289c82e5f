package dev.espy.adapters.report.view;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.SuspectImage;
import dev.espy.domain.review.SuspectedLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The labels that are suspected to be wrong.
 *
 * @param judged number of images whose label was judged
 * @param all number of all suspected labels
 * @param left number of suspected labels without a card
 * @param cards the strongest suspicions
 * @param labels the labels to choose from, as the data give them
 * @param choices a sentence on the labels that cannot be chosen; null if there are none
 */
public record SuspectCards(
    Figure judged,
    Figure all,
    Figure left,
    List<Suspicion> cards,
    List<String> labels,
    @Nullable String choices) {

  private static final int MOST_CARDS = 200;
  private static final int MOST_LABELS = 1000;

  /** The longest text that is kept as it is, in characters. */
  private static final int LONGEST = 1000;

  /** Number of bytes for the labels to choose from. */
  private static final int LABELS_ROOM = 150_000;

  /** Number of bytes of a card besides its picture and names, with its part of the JSON. */
  private static final int MARKUP = 1550;

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
      Optional<Suspicion> card = card(cards.size(), image, pictures);
      if (card.isEmpty()) {
        break;
      }
      cards.add(card.get());
    }
    List<String> choices = choices(known);
    return new SuspectCards(
        Figure.count(null, suspects.judged()),
        Figure.count(null, suspects.labels()),
        Figure.count(null, Math.max(0, suspects.labels() - cards.size())),
        cards,
        choices,
        choices.size() == known.size()
            ? null
            : "The lists of new labels have %s of %s labels; write another one into verdicts.csv."
                .formatted(Numbers.count(choices.size()), Numbers.count(known.size())));
  }

  private static List<String> choices(Labels known) {
    List<String> choices = new ArrayList<>();
    int left = LABELS_ROOM;
    for (Label label : known.asList()) {
      String name = label.name();
      int size = isShort(name) ? Bytes.json(name) : left;
      if (size < left && choices.size() < MOST_LABELS) {
        choices.add(name);
        left -= size;
      }
    }
    return choices;
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST;
  }

  private static Optional<Suspicion> card(int index, SuspectImage image, Pictures pictures) {
    SuspectedLabel suspect = image.suspect();
    String name = suspect.sample().id();
    String given = suspect.given().name();
    String suggested = suspect.suggested().name();
    boolean isDecidable = !name.isBlank() && isShort(name) && isShort(given) && isShort(suggested);
    String exactImage = isDecidable ? name : "";
    String exactGiven = isDecidable ? given : "";
    String exactSuggested = isDecidable ? suggested : "";
    Name imageName = Name.of(name);
    Name data = Name.of(suspect.data());
    Name givenName = Name.of(given);
    Name suggestedName = Name.of(suggested);
    String alt =
        "Image labelled %s, perhaps %s".formatted(givenName.shown(), suggestedName.shown());
    int around =
        MARKUP
            + Stream.of(imageName, data, givenName, suggestedName).mapToInt(Name::size).sum()
            + Bytes.html(alt)
            + Bytes.html(suggestedName.shown())
            + Stream.of(exactImage, exactGiven, exactSuggested).mapToInt(Bytes::json).sum();
    return pictures
        .add(image.picture(), around)
        .map(
            picture ->
                new Suspicion(
                    index,
                    picture,
                    Card.isSmall(image.picture()),
                    alt,
                    imageName,
                    data,
                    suspect.sample().row(),
                    givenName,
                    suggestedName,
                    Numbers.share(suspect.givenProbability()),
                    Numbers.share(suspect.suggestedProbability()),
                    Bar.percent(suspect.givenProbability()),
                    Bar.percent(suspect.suggestedProbability()),
                    exactImage,
                    exactGiven,
                    exactSuggested,
                    isDecidable));
  }
}
