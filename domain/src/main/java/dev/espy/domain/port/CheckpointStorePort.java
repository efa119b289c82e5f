package dev.espy.domain.port;

import dev.espy.domain.training.Checkpoint;
import java.nio.file.Path;
import java.util.Optional;

/** Stores checkpoints in files. */
public interface CheckpointStorePort {

  /** The name of the checkpoint in a run folder. */
  String FILE_NAME = "checkpoint.espy";

  /**
   * Writes a checkpoint atomically: at every moment the file is the complete old one or the
   * complete new one.
   *
   * @param checkpoint the checkpoint
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void save(Checkpoint checkpoint, Path file);

  /**
   * Reads a checkpoint. Nothing in the file is executed or trusted. This method does not compare
   * its tensors with a network; {@link dev.espy.domain.network.NetworkState#check} does.
   *
   * @return the checkpoint, or empty if the file does not exist
   * @throws dev.espy.domain.BadModelException if the file is damaged, hostile or of an unknown
   *     version
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Optional<Checkpoint> load(Path file);

  /**
   * Removes a checkpoint, if it exists.
   *
   * @throws dev.espy.domain.StorageException if it cannot be removed
   */
  void remove(Path file);
}
