package dev.espy.domain.fake;

import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.training.Checkpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores checkpoints in memory, by path. */
public final class InMemoryCheckpointStore implements CheckpointStorePort {

  private final Map<Path, Checkpoint> checkpoints = new ConcurrentHashMap<>();

  @Override
  public void save(Checkpoint checkpoint, Path file) {
    checkpoints.put(key(file), checkpoint);
  }

  @Override
  public Optional<Checkpoint> load(Path file) {
    return Optional.ofNullable(checkpoints.get(key(file)));
  }

  @Override
  public void remove(Path file) {
    checkpoints.remove(key(file));
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
