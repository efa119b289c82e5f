package dev.espy.adapters.csv.writing;

import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.port.DifferencesPort;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Differences as a CSV file: the image column under its own header, {@code truth}, {@code label_1}
 * and {@code label_2}. If the image column has one of these names itself, the other column's name
 * is prefixed with {@code espy_}.
 */
public final class CsvDifferences implements DifferencesPort {

  @Override
  public Writer open(Path file, String idName) {
    List<String> header =
        Stream.concat(
                Stream.of(idName),
                Stream.of("truth", "label_1", "label_2")
                    .map(name -> CsvTableWriter.column(name, idName)))
            .toList();
    CsvTableWriter table = new CsvTableWriter(file, header);
    return new Writer() {
      @Override
      public void write(Difference difference) {
        table.add(
            List.of(
                difference.id(),
                difference.truth().name(),
                difference.first().name(),
                difference.second().name()));
      }

      @Override
      public void finish() {
        table.commit();
      }

      @Override
      public void close() {
        table.close();
      }
    };
  }
}
