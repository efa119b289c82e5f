package dev.espy.domain.fake;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores suspected labels and verdicts in memory, by path. */
public final class InMemoryReviewStore implements ReviewStorePort {

  private final Map<Path, List<SuspectedLabel>> suspects = new ConcurrentHashMap<>();
  private final Map<Path, List<Verdict>> verdicts = new ConcurrentHashMap<>();

  /** Returns the last suspected labels of this file, or null. */
  public @Nullable List<SuspectedLabel> suspects(Path file) {
    return suspects.get(file);
  }

  /** Stores the verdicts of a person. */
  public void put(List<Verdict> decided, Path file) {
    verdicts.put(file, List.copyOf(decided));
  }

  @Override
  public void saveSuspects(Stream<SuspectedLabel> suspected, Path file) {
    suspects.put(file, suspected.toList());
  }

  @Override
  public Verdicts loadVerdicts(Path file) {
    List<Verdict> decided = verdicts.get(file);
    if (decided == null) {
      throw new BadDataSetException("there is no file " + file);
    }
    Verdicts loaded = new Verdicts(file.toString());
    decided.forEach(loaded::add);
    return loaded;
  }
}
