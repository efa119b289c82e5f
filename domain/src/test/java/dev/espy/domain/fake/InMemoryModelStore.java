package dev.espy.domain.fake;

import dev.espy.domain.BadModelException;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.port.ModelStorePort;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stores models in memory, by path. */
public final class InMemoryModelStore implements ModelStorePort {

  private final Map<Path, Model> models = new ConcurrentHashMap<>();

  @Override
  public void save(Model model, Path file) {
    models.put(key(file), model);
  }

  @Override
  public Model load(Path file) {
    Model model = models.getOrDefault(key(file), models.get(key(file.resolve(FILE_NAME))));
    if (model == null) {
      throw new BadModelException(file + ": there is no such model; save one first");
    }
    return model;
  }

  @Override
  public ModelDescription describe(Path file) {
    return ModelDescription.of(load(file));
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
