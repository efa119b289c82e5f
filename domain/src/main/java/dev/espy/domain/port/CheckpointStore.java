package dev.espy.domain.port;

import dev.espy.domain.training.Checkpoint;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps checkpoints in files. */
public interface CheckpointStore {

  /** The name of the checkpoint in a run folder. */
  String FILE_NAME = "checkpoint.espy";

  /**
   * Writes a checkpoint so that the file is either the old one or the new one, whole, at every
   * moment.
   *
   * @param checkpoint the checkpoint
   * @param file where to; replaced if it exists, its folder is made if it does not
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void save(Checkpoint checkpoint, Path file);

  /**
   * Reads a checkpoint. Nothing in the file is executed or trusted; whether its tensors are those
   * of a network is for {@link dev.espy.domain.network.NetworkState#check} to say.
   *
   * @return the checkpoint, or nothing if there is no such file
   * @throws dev.espy.domain.BadModelException if it is damaged, hostile or of a version that this
   *     program does not know
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Optional<Checkpoint> load(Path file);

  /**
   * Removes a checkpoint, if there is one.
   *
   * @throws dev.espy.domain.StorageException if it cannot be removed
   */
  void remove(Path file);
}
