package dev.espy.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The measurements of each contestant by round; all are compared with the first contestant. */
final class Row {

  /** The contestant that it is all about. */
  static final String ESPY = "Espy";

  private final String what;
  private final String unit;
  private final boolean moreIsBetter;
  private final String first;
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  private Row(String what, String unit, boolean moreIsBetter, String first) {
    this.what = what;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
    this.first = first;
  }

  /** Returns a row of rates. */
  static Row more(String what, String unit, String first) {
    return new Row(what, unit, true, first);
  }

  /** Returns a row of Espy's and others' times, sizes or shares. */
  static Row less(String what, String unit) {
    return new Row(what, unit, false, ESPY);
  }

  /** Adds a round. */
  void add(String contestant, double value) {
    rounds.computeIfAbsent(contestant, name -> new ArrayList<>()).add(value);
  }

  String what() {
    return what;
  }

  String unit() {
    return unit;
  }

  Map<String, List<Double>> rounds() {
    return rounds;
  }

  /**
   * Returns how many times better the first contestant was than another, round by round: what
   * disturbed the machine in a round mostly disturbed both. Empty if there is no such comparison.
   */
  List<Double> ratios(String other) {
    List<Double> ours = rounds.getOrDefault(first, List.of());
    List<Double> theirs = rounds.getOrDefault(other, List.of());
    if (other.equals(first) || ours.size() != theirs.size()) {
      return List.of();
    }
    return IntStream.range(0, ours.size())
        .mapToObj(i -> moreIsBetter ? ours.get(i) / theirs.get(i) : theirs.get(i) / ours.get(i))
        .toList();
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static double least(List<Double> values) {
    return values.stream().min(Double::compare).orElseThrow();
  }

  static double most(List<Double> values) {
    return values.stream().max(Double::compare).orElseThrow();
  }
}
