package dev.espy.adapters.safetensors;

import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stores checkpoints as {@code checkpoint.espy} files: a zip of {@code checkpoint.json} and {@code
 * weights.safetensors}. It checks files as strictly as {@link EspyModelFiles}.
 */
public final class EspyCheckpointFiles implements CheckpointStorePort {

  private static final TensorZip ZIP = new TensorZip(CheckpointJson.NAME);

  @Override
  public void save(Checkpoint checkpoint, Path file) {
    ZIP.write(
        CheckpointJson.tensors(checkpoint),
        sha256 -> CheckpointJson.write(checkpoint, sha256),
        file);
  }

  @Override
  public Optional<Checkpoint> load(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new BadModelException(file + ": not a file; give the folder of a run");
    }
    return Optional.of(ZIP.read(file, CheckpointJson::read, CheckpointJson::checkpoint));
  }

  @Override
  public void remove(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be removed; check the folder's permissions", e);
    }
  }
}
