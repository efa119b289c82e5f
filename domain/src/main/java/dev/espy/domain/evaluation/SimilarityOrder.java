package dev.espy.domain.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An order of labels in which labels that a model confuses stand beside each other. Each label
 * starts as a chain of its own. The two chains whose ends are confused most are joined, again and
 * again, until no ends are confused.
 */
public final class SimilarityOrder {

  /** Two labels, by position, and their rate of confusion, above 0. */
  private record Edge(int first, int second, double rate) {}

  private SimilarityOrder() {}

  /**
   * Returns the positions of all labels of a confusion matrix in the order of similarity. Chains
   * are sorted by their first label in the matrix.
   */
  public static List<Integer> of(ConfusionMatrix confusion) {
    int labels = confusion.labels().size();
    List<Deque<Integer>> chains = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      chains.add(new ArrayDeque<>(List.of(label)));
    }
    for (Edge edge : edges(confusion)) {
      Deque<Integer> first = chains.get(edge.first());
      Deque<Integer> second = chains.get(edge.second());
      if (first != second && isEnd(first, edge.first()) && isEnd(second, edge.second())) {
        boolean isFirstLonger = first.size() >= second.size();
        Deque<Integer> longer = isFirstLonger ? first : second;
        Deque<Integer> shorter = isFirstLonger ? second : first;
        append(
            longer,
            isFirstLonger ? edge.first() : edge.second(),
            shorter,
            isFirstLonger ? edge.second() : edge.first());
        shorter.forEach(label -> chains.set(label, longer));
      }
    }
    Set<Integer> order = new LinkedHashSet<>();
    for (int label = 0; label < labels; label++) {
      if (!order.contains(label)) {
        Deque<Integer> chain = chains.get(label);
        Iterator<Integer> from =
            chain.getFirst() < chain.getLast() ? chain.iterator() : chain.descendingIterator();
        from.forEachRemaining(order::add);
      }
    }
    return List.copyOf(order);
  }

  /** Returns the pairs of confused labels, those of the highest rate first. */
  private static List<Edge> edges(ConfusionMatrix confusion) {
    long[] support = new long[confusion.labels().size()];
    confusion.pairs().forEach(pair -> support[pair.truth()] += pair.count());
    Map<Long, Double> rates = new HashMap<>();
    for (ConfusionMatrix.Pair pair : confusion.pairs()) {
      if (pair.truth() != pair.answer()) {
        long lower = Math.min(pair.truth(), pair.answer());
        long higher = Math.max(pair.truth(), pair.answer());
        rates.merge(
            lower * support.length + higher,
            (double) pair.count() / support[pair.truth()],
            Double::sum);
      }
    }
    return rates.entrySet().stream()
        .map(
            entry ->
                new Edge(
                    (int) (entry.getKey() / support.length),
                    (int) (entry.getKey() % support.length),
                    entry.getValue()))
        .sorted(
            Comparator.comparingDouble(Edge::rate)
                .reversed()
                .thenComparingInt(Edge::first)
                .thenComparingInt(Edge::second))
        .toList();
  }

  /** Appends a chain to another one, so that an end of each stands beside the other. */
  private static void append(Deque<Integer> longer, int end, Deque<Integer> shorter, int beside) {
    Iterator<Integer> added =
        shorter.getFirst() == beside ? shorter.iterator() : shorter.descendingIterator();
    added.forEachRemaining(longer.getLast() == end ? longer::addLast : longer::addFirst);
  }

  private static boolean isEnd(Deque<Integer> chain, int label) {
    return chain.getFirst() == label || chain.getLast() == label;
  }
}
