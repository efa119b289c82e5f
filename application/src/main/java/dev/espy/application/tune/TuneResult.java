package dev.espy.application.tune;

import dev.espy.domain.Unreadable;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.util.List;

/**
 * The outcome of a search.
 *
 * @param search the search with all trials
 * @param ranking the last trial of each candidate, later rungs first, better trials of a rung
 *     first, diverged trials of a rung last
 * @param best the candidate of the first trial in the ranking that did not diverge
 * @param unreadable the unreadable images, in the data sets' order
 * @param finished false if cancelled
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
