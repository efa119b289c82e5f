package dev.espy.adapters.csv;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data sets that are a CSV file of image names, and perhaps labels, and a folder of images: in a
 * folder, or in a zip of one.
 */
public final class CsvDataSets implements DataSetPort {

  /** How many rows say which folder the images are in. */
  private static final int FIRST_ROWS = 100;

  @Override
  public DataSet open(Location location) {
    try {
      Source source = Source.of(location.data());
      try {
        return open(location, source);
      } catch (IOException | RuntimeException e) {
        source.close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new StorageException("there is no permission to read " + e.getFile(), e);
    } catch (IOException e) {
      throw new StorageException("cannot read " + location.data() + ": " + e.getMessage(), e);
    }
  }

  private static DataSet open(Location location, Source source) throws IOException {
    String name = source.show(source.csv());
    String idName;
    boolean guessed;
    List<Sample> samples = new ArrayList<>();
    try (CsvFile csv = CsvFile.open(source.csv(), name)) {
      Columns columns = Columns.of(csv.header(), location, name);
      idName = csv.header().get(columns.image());
      guessed = columns.guessed();
      if (guessed && ImageFolder.looksLikeFile(idName)) {
        throw noHeader(name, idName);
      }
      Map<String, Label> labels = new HashMap<>();
      for (List<String> row = csv.next(); row != null; row = csv.next()) {
        String truth = columns.label() < 0 ? "" : CsvFile.cell(row, columns.label());
        Label label = truth.isEmpty() ? null : labels.computeIfAbsent(truth, Label::new);
        samples.add(new Sample(CsvFile.cell(row, columns.image()), label, csv.row()));
      }
    }
    if (samples.isEmpty()) {
      throw new BadDataSetException(name + " has no row below its header");
    }
    ImageFolder images = images(location.images(), source, samples, idName);
    if (guessed && images.holds(idName)) {
      throw noHeader(name, idName);
    }
    return new CsvDataSet(location.data().toString(), idName, samples, images, source);
  }

  private static BadDataSetException noHeader(String csv, String cell) {
    return new BadDataSetException(
        "%s has no header: its first row names the image '%s'; put a row such as id,label above it"
            .formatted(csv, cell));
  }

  /** Finds the folder that holds most of the images of the first rows. */
  private static ImageFolder images(
      @Nullable Path given, Source source, List<Sample> samples, String idName) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Sample sample : samples.subList(0, Math.min(FIRST_ROWS, samples.size()))) {
      if (!sample.id().isEmpty()) {
        names.add(sample.id());
      }
    }
    if (names.isEmpty()) {
      throw new BadDataSetException(
          "%s: column '%s' is empty in the first rows; name the column of the images with --image-column"
              .formatted(source.show(source.csv()), idName));
    }
    List<Path> folders = given == null ? source.folders() : List.of(source.folder(given));
    ImageFolder best = null;
    long most = 0;
    for (Path folder : folders) {
      ImageFolder candidate = new ImageFolder(folder);
      long held = names.stream().filter(candidate::holds).count();
      if (held > most) {
        best = candidate;
        most = held;
      }
    }
    if (best == null) {
      throw new BadDataSetException(
          ("%s: none of the images that the first rows name in column '%s', such as '%s', is in %s;"
                  + " name their folder with --images, or another column with --image-column")
              .formatted(
                  source.show(source.csv()),
                  idName,
                  names.iterator().next(),
                  String.join(", ", folders.stream().map(source::show).toList())));
    }
    return best;
  }
}
