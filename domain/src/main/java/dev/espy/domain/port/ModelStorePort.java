package dev.espy.domain.port;

import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import java.nio.file.Path;

/** Stores models in files. */
public interface ModelStorePort {

  /** The name of the model file in a run folder. */
  String FILE_NAME = "model.espy";

  /**
   * Writes a model atomically: at every moment the file is the complete old one or the complete new
   * one.
   *
   * @param model the model
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void save(Model model, Path file);

  /**
   * Reads a model. Nothing in the file is executed or trusted.
   *
   * @param file a model file, or the folder that holds one named {@link #FILE_NAME}
   * @return the model, with tensors that match its network
   * @throws dev.espy.domain.BadModelException if there is no model file, or it is damaged, hostile
   *     or of an unknown version
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Model load(Path file);

  /**
   * Reads a model except for its weights, which takes little time and memory. Weights may be
   * damaged without notice.
   *
   * @param file a model file, or the folder that holds one named {@link #FILE_NAME}
   * @return the description of the model
   * @throws dev.espy.domain.BadModelException if there is no model file, or its description is
   *     damaged, hostile or of an unknown version
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  ModelDescription describe(Path file);
}
