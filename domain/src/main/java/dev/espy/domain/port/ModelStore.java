package dev.espy.domain.port;

import dev.espy.domain.network.Model;
import java.nio.file.Path;

/** Keeps models in files. */
public interface ModelStore {

  /** The name of the model file in a run folder. */
  String FILE_NAME = "model.espy";

  /**
   * Writes a model so that the file is either the old one or the new one, whole, at every moment.
   *
   * @param model the model
   * @param file where to; replaced if it exists, its folder is made if it does not
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void save(Model model, Path file);

  /**
   * Reads a model. Nothing in the file is executed or trusted.
   *
   * @param file a model file, or the folder that holds one named {@link #FILE_NAME}
   * @return the model, its tensors checked against its network
   * @throws dev.espy.domain.BadModelException if there is none, or it is damaged, hostile or of a
   *     version that this program does not know
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Model load(Path file);
}
