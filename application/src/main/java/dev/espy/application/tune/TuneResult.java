package dev.espy.application.tune;

import dev.espy.domain.Unreadable;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.util.List;

/**
 * What came of a search.
 *
 * @param search all trials in order
 * @param ranking the last trial of each setting, those of later rungs first, of the same rung the
 *     better ones first; those that failed are the last of their rung
 * @param best the settings of the first of the ranking that did not fail
 * @param unreadable what could not be read, in the data sets' order
 * @param finished false if it was cancelled
 */
public record TuneResult(
    Search search,
    List<Trial> ranking,
    Candidate best,
    List<Unreadable> unreadable,
    boolean finished) {

  /** Copies the lists. */
  public TuneResult {
    ranking = List.copyOf(ranking);
    unreadable = List.copyOf(unreadable);
  }
}
