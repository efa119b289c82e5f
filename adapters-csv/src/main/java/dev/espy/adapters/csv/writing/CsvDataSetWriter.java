package dev.espy.adapters.csv.writing;

import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterPort;
import dev.espy.domain.port.ImageCodecPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a data set as a CSV file of ids and perhaps labels, and a PNG file {@code images/ID.png}
 * for each. The CSV is written last, so that it never names a missing image.
 */
public final class CsvDataSetWriter implements DataSetWriterPort {

  private static final Shape FULL_SIZE = new Shape(1, 1 << 15, 1 << 15);

  private final ImageCodecPort codec;

  /**
   * @param codec encoder of the images
   */
  public CsvDataSetWriter(ImageCodecPort codec) {
    this.codec = codec;
  }

  /**
   * {@inheritDoc}
   *
   * @throws BadDataSetException if an id is not the name of a file, or two are the same
   */
  @Override
  public int write(DataSet source, boolean labels, Path csv, int threads, Runnable imageWritten) {
    List<Sample> samples = source.samples().toList();
    checkNames(samples, source.name());
    List<String> header = labels ? List.of(source.idName(), "label") : List.of(source.idName());
    try (CsvTableWriter table = new CsvTableWriter(csv, header)) {
      Path folder = csv.toAbsolutePath().resolveSibling("images");
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw AtomicFile.failure(folder, e);
      }
      boolean[] written = new boolean[samples.size()];
      Tasks.run(
          samples.size(),
          threads,
          index -> {
            Sample sample = samples.get(index);
            if (source.read(sample, FULL_SIZE) instanceof Image image) {
              write(image, folder.resolve(sample.id() + ".png"));
              written[index] = true;
              imageWritten.run();
            }
          });
      int count = 0;
      for (int i = 0; i < written.length; i++) {
        if (written[i]) {
          Sample sample = samples.get(i);
          table.add(
              labels
                  ? List.of(sample.id(), sample.truth().map(Label::name).orElseThrow())
                  : List.of(sample.id()));
          count++;
        }
      }
      table.commit();
      return count;
    }
  }

  private static void checkNames(List<Sample> samples, String source) {
    Set<String> names = new HashSet<>();
    for (Sample sample : samples) {
      String id = sample.id();
      if (id.isEmpty() || id.startsWith(".") || id.matches("(?s).*[/\\\\:\\x00].*")) {
        throw new BadDataSetException(
            "%s, row %d: '%s' cannot name a file".formatted(source, sample.row(), id));
      }
      if (!names.add(id)) {
        throw new BadDataSetException(
            "%s, row %d: '%s' names a second image".formatted(source, sample.row(), id));
      }
    }
  }

  private void write(Image image, Path file) {
    try {
      Files.write(file, codec.encodePng(image));
    } catch (IOException e) {
      throw AtomicFile.failure(file, e);
    }
  }
}
