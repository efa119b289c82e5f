package dev.espy.domain.fake;

import dev.espy.domain.BadModelException;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ModelExportPort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stores models in memory. The files that it writes contain only the number of a model. */
public final class InMemoryModelExport implements ModelExportPort {

  private static final String PREFIX = "model in memory ";

  private final List<Model> models = new ArrayList<>();

  @Override
  public String format() {
    return "memory";
  }

  @Override
  public synchronized void write(Model model, OutputStream to) throws IOException {
    if (!models.contains(model)) {
      models.add(model);
    }
    to.write((PREFIX + models.indexOf(model)).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Classifier open(Path file) {
    return new ReferenceEngine().open(model(file));
  }

  /**
   * Returns the model of a file.
   *
   * @throws BadModelException if this export did not write the file
   */
  public synchronized Model model(Path file) {
    try {
      String text = Files.readString(file);
      if (text.startsWith(PREFIX)) {
        return models.get(Integer.parseInt(text.substring(PREFIX.length())));
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new BadModelException(file + ": cannot be read", e);
    }
    throw new BadModelException(file + ": this is no model in memory");
  }
}
