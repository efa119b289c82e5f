package dev.espy.application.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * The elements with the highest scores. Of equal scores, earlier elements win.
 *
 * @param <T> the elements
 */
final class Best<T> {

  private final int most;
  private final PriorityQueue<Scored<T>> worstFirst =
      new PriorityQueue<>(
          Comparator.<Scored<T>>comparingDouble(Scored::score)
              .thenComparing(Comparator.<Scored<T>>comparingLong(Scored::number).reversed()));
  private long offered;

  private record Scored<T>(double score, long number, T element) {}

  /**
   * @param most the largest number of elements to keep, at least 1
   */
  Best(int most) {
    this.most = most;
  }

  /**
   * Offers an element.
   *
   * @param score its score
   * @param element the element, which is made only if it is kept
   */
  void offer(double score, Supplier<T> element) {
    offered++;
    if (worstFirst.size() == most) {
      if (worstFirst.element().score >= score) {
        return;
      }
      worstFirst.remove();
    }
    worstFirst.add(new Scored<>(score, offered, element.get()));
  }

  /** Returns the number of elements that were offered. */
  long offered() {
    return offered;
  }

  /** Returns the elements, the one with the highest score first. */
  List<T> sorted() {
    return worstFirst.stream()
        .sorted(worstFirst.comparator().reversed())
        .map(Scored::element)
        .toList();
  }
}
