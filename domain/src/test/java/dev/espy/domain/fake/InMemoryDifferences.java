package dev.espy.domain.fake;

import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.port.DifferencesPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores differences in memory, by the path of their file. */
public final class InMemoryDifferences implements DifferencesPort {

  /**
   * A finished list.
   *
   * @param idName the name of the images' ids
   * @param rows the differences in order
   */
  public record Kept(String idName, List<Difference> rows) {}

  private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

  /** Returns the last finished list of this file, or null. */
  public @Nullable Kept kept(Path file) {
    return kept.get(file);
  }

  @Override
  public Writer open(Path file, String idName) {
    List<Difference> rows = new ArrayList<>();
    return new Writer() {
      @Override
      public void write(Difference difference) {
        rows.add(difference);
      }

      @Override
      public void finish() {
        kept.put(file, new Kept(idName, List.copyOf(rows)));
      }

      @Override
      public void close() {
        // What was not finished is forgotten.
      }
    };
  }
}
