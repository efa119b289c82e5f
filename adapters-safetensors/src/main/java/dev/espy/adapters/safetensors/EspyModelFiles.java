package dev.espy.adapters.safetensors;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.port.ModelStorePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Stores models as {@code model.espy} files: a zip of {@code model.json} and {@code
 * weights.safetensors}.
 *
 * <p>The same model gives the same bytes. Loading trusts nothing: the architecture determines which
 * tensors, and so how many bytes, the file must contain. A file that {@link #save} would not write
 * is refused with a {@link BadModelException} whose message starts with the file.
 */
public final class EspyModelFiles implements ModelStorePort {

  private static final TensorZip ZIP = new TensorZip(ModelJson.NAME);

  @Override
  public void save(Model model, Path file) {
    ZIP.write(model.tensors(), sha256 -> ModelJson.write(model, sha256), file);
  }

  @Override
  public Model load(Path path) {
    return ZIP.read(file(path), ModelJson::read, EspyModelFiles::model);
  }

  @Override
  public ModelDescription describe(Path path) {
    ModelJson json = ZIP.document(file(path), ModelJson::read);
    return new ModelDescription(
        json.labels(), json.preprocessing(), json.architecture(), json.provenance());
  }

  private static Path file(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    if (!Files.isRegularFile(file)) {
      throw new BadModelException(
          "%s: %s; give a model file, or the run folder that holds one"
              .formatted(
                  path,
                  Files.isDirectory(path)
                      ? "this folder holds no " + FILE_NAME
                      : Files.exists(path) ? "this is not a file" : "there is no such file"));
    }
    return file;
  }

  private static Model model(ModelJson json, Map<String, Tensor> tensors)
      throws InvalidFileException {
    try {
      return new Model(
          json.labels(),
          json.preprocessing(),
          json.architecture(),
          tensors,
          json.calibration(),
          json.provenance());
    } catch (BadModelException e) {
      throw new InvalidFileException(String.valueOf(e.getMessage()));
    }
  }
}
