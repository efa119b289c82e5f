package dev.espy.domain.fake;

import dev.espy.domain.port.DifferencesContract;
import dev.espy.domain.port.DifferencesPort;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

class InMemoryDifferencesTest extends DifferencesContract {

  private final InMemoryDifferences differences = new InMemoryDifferences();

  @Override
  protected DifferencesPort port() {
    return differences;
  }

  @Override
  protected @Nullable List<List<String>> kept(Path file) {
    InMemoryDifferences.Kept kept = differences.kept(file);
    return kept == null
        ? null
        : kept.rows().stream()
            .map(
                row ->
                    List.of(row.id(), row.truth().name(), row.first().name(), row.second().name()))
            .toList();
  }
}
