package dev.espy.domain.fake;

import dev.espy.domain.port.SearchStorePort;
import dev.espy.domain.training.Search;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores searches in memory, by path. */
public final class InMemorySearchStore implements SearchStorePort {

  private final Map<Path, Search> searches = new ConcurrentHashMap<>();

  @Override
  public void save(Search search, Path file) {
    searches.put(key(file), search);
  }

  @Override
  public Optional<Search> load(Path file) {
    return Optional.ofNullable(searches.get(key(file)));
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
