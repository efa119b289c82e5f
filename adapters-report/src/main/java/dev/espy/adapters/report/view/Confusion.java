package dev.espy.adapters.report.view;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.SimilarityOrder;
import dev.espy.domain.report.ReportImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The mistakes by true label and answer.
 *
 * @param allLabels number of labels of the evaluation
 * @param order positions of the shown labels in the evaluation, similar ones beside each other
 * @param cells the pairs of shown labels that occur
 * @param supports number of images of each shown label, in their order
 * @param square all counts of the shown labels; null if there are too many to read
 * @param mistakes the most frequent mistakes, the most frequent one first
 * @param kinds number of all pairs of a label and a wrong answer that occur
 * @param groups the mistakes of which images are shown
 * @param names the names of the shown labels, in their order
 */
public record Confusion(
    int allLabels,
    List<Integer> order,
    List<Cell> cells,
    List<Long> supports,
    @Nullable List<Row> square,
    List<Mistake> mistakes,
    int kinds,
    List<Group> groups,
    List<Name> names) {

  /** Returns the number of shown labels, in words. */
  public String labelsShown() {
    return Numbers.count(order.size(), "label");
  }

  /** Returns the number of labels of the evaluation for people. */
  public String allLabelsShown() {
    return Numbers.count(allLabels);
  }

  /** Returns the number of kinds of mistakes for people. */
  public String kindsShown() {
    return Numbers.count(kinds);
  }

  /** Number of labels above which the matrix shows those with the most mistakes only. */
  static final int MOST_LABELS = 200;

  private static final int MOST_READABLE = 20;

  /** Number of bytes of a group of images besides its names and cards. */
  private static final int GROUP_MARKUP = 250;

  private static final int MOST_MISTAKES = 50;

  /**
   * A cell of the matrix.
   *
   * @param row row of the true label, from 0
   * @param column column of the answer, from 0
   * @param count number of images, at least 1
   */
  public record Cell(int row, int column, int count) {}

  /**
   * A row of all counts.
   *
   * @param label the true label
   * @param counts number of images of each answer
   */
  public record Row(Name label, List<Figure> counts) {}

  /**
   * A frequent mistake.
   *
   * @param pair identifier of the pair
   * @param truth the true label
   * @param answer the model's answer
   * @param count number of images
   * @param share its share of the images with the true label
   * @param hasImages true if images of it are shown
   */
  public record Mistake(
      String pair, Name truth, Name answer, Figure count, Figure share, boolean hasImages) {}

  /**
   * The images of a mistake.
   *
   * @param pair identifier of the pair
   * @param truth the true label
   * @param answer the model's answer
   * @param cards the images
   * @param more number of images that are not shown, in words; null if there are none
   */
  public record Group(
      String pair, Name truth, Name answer, List<Card> cards, @Nullable String more) {}

  static Confusion of(ConfusionMatrix confusion, List<ReportImage> images, Pictures pictures) {
    Labels labels = confusion.labels();
    List<Integer> order = order(confusion);
    Map<Integer, Integer> rows = new HashMap<>();
    order.forEach(position -> rows.put(position, rows.size()));
    List<Cell> cells = new ArrayList<>();
    long[] supports = new long[labels.size()];
    for (ConfusionMatrix.Pair pair : confusion.pairs()) {
      supports[pair.truth()] += pair.count();
      Integer row = rows.get(pair.truth());
      Integer column = rows.get(pair.answer());
      if (row != null && column != null) {
        cells.add(new Cell(row, column, pair.count()));
      }
    }
    List<Group> groups = groups(confusion, images, pictures);
    Set<String> shown = new HashSet<>();
    groups.forEach(group -> shown.add(group.pair()));
    List<ConfusionMatrix.Pair> wrong =
        confusion.pairs().stream()
            .filter(pair -> pair.truth() != pair.answer())
            .sorted(Comparator.comparingInt(pair -> -pair.count()))
            .toList();
    return new Confusion(
        labels.size(),
        order,
        cells,
        order.stream().map(position -> supports[position]).toList(),
        labels.size() <= MOST_READABLE ? square(confusion, order) : null,
        wrong.stream()
            .limit(MOST_MISTAKES)
            .map(pair -> mistake(confusion, pair, supports[pair.truth()], shown))
            .toList(),
        wrong.size(),
        groups,
        order.stream().map(position -> name(labels.get(position))).toList());
  }

  /** Returns the path of a count in evaluation.json; null if it is in a list of pairs there. */
  static @Nullable String path(ConfusionMatrix confusion, int truth, int answer) {
    return confusion.isSquare() ? "confusion.matrix.%d.%d".formatted(truth, answer) : null;
  }

  private static Name name(Label label) {
    return Name.of(label.name());
  }

  private static String pair(int truth, int answer) {
    return truth + "-" + answer;
  }

  private static List<Integer> order(ConfusionMatrix confusion) {
    List<Integer> order = SimilarityOrder.of(confusion);
    if (order.size() <= MOST_LABELS) {
      return order;
    }
    long[] mistakes = new long[order.size()];
    for (ConfusionMatrix.Pair pair : confusion.pairs()) {
      if (pair.truth() != pair.answer()) {
        mistakes[pair.truth()] += pair.count();
        mistakes[pair.answer()] += pair.count();
      }
    }
    Set<Integer> shown = new HashSet<>();
    IntStream.range(0, mistakes.length)
        .boxed()
        .sorted(Comparator.comparingLong(label -> -mistakes[label]))
        .limit(MOST_LABELS)
        .forEach(shown::add);
    return order.stream().filter(shown::contains).toList();
  }

  private static List<Row> square(ConfusionMatrix confusion, List<Integer> order) {
    return order.stream()
        .map(
            truth ->
                new Row(
                    name(confusion.labels().get(truth)),
                    order.stream()
                        .map(
                            answer ->
                                Figure.count(
                                    path(confusion, truth, answer), confusion.count(truth, answer)))
                        .toList()))
        .toList();
  }

  private static Mistake mistake(
      ConfusionMatrix confusion, ConfusionMatrix.Pair pair, long support, Set<String> shown) {
    String id = pair(pair.truth(), pair.answer());
    return new Mistake(
        id,
        name(confusion.labels().get(pair.truth())),
        name(confusion.labels().get(pair.answer())),
        Figure.count(path(confusion, pair.truth(), pair.answer()), pair.count()),
        Figure.share(null, (double) pair.count() / support),
        shown.contains(id));
  }

  private static List<Group> groups(
      ConfusionMatrix confusion, List<ReportImage> images, Pictures pictures) {
    Labels labels = confusion.labels();
    Map<List<Integer>, List<Card>> groups = new LinkedHashMap<>();
    for (ReportImage image : images) {
      int truth = labels.position(image.truth()).orElse(-1);
      int answer = labels.position(image.prediction().label()).orElse(-1);
      if (truth >= 0 && answer >= 0) {
        int heading =
            GROUP_MARKUP + name(labels.get(truth)).size() + name(labels.get(answer)).size();
        Card.unexplained(image, heading, pictures)
            .ifPresent(
                card ->
                    groups
                        .computeIfAbsent(List.of(truth, answer), key -> new ArrayList<>())
                        .add(card));
      }
    }
    List<Group> all = new ArrayList<>();
    groups.forEach(
        (key, cards) -> {
          int truth = key.get(0);
          int answer = key.get(1);
          long left = (long) confusion.count(truth, answer) - cards.size();
          all.add(
              new Group(
                  pair(truth, answer),
                  name(labels.get(truth)),
                  name(labels.get(answer)),
                  cards,
                  left > 0 ? "%s more of this kind".formatted(Numbers.count(left)) : null));
        });
    return all;
  }
}
