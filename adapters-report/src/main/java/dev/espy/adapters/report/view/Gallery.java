package dev.espy.adapters.report.view;

import dev.espy.domain.report.ReportImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images that are worth a look.
 *
 * @param id identifier of its element
 * @param title the title
 * @param meaning a sentence that says what is seen and what to do
 * @param cards the images
 * @param explained true if there are pictures with the areas on which the answers rest
 * @param more number of images that did not fit, in words; null if there are none
 */
public record Gallery(
    String id,
    String title,
    String meaning,
    List<Card> cards,
    boolean explained,
    @Nullable String more) {

  /** Number of bytes for the pictures of a gallery, and the text around them. */
  private static final int ROOM = 250_000;

  static Gallery of(
      String id, String title, String meaning, List<ReportImage> images, Pictures pictures) {
    pictures.allow(ROOM);
    List<Card> cards = Card.of(images, pictures);
    int left = images.size() - cards.size();
    return new Gallery(
        id,
        title,
        meaning,
        cards,
        cards.stream().anyMatch(card -> card.explained() != null),
        left > 0
            ? "%s not shown, to keep the file small.".formatted(Numbers.count(left, "more image"))
            : null);
  }
}
