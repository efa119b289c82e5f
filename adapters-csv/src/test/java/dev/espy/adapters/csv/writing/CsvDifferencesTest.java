package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import dev.espy.domain.Label;
import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.port.DifferencesContract;
import dev.espy.domain.port.DifferencesPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvDifferencesTest extends DifferencesContract {

  @Override
  protected DifferencesPort port() {
    return new CsvDifferences();
  }

  @Override
  protected @Nullable List<List<String>> kept(Path file) throws Exception {
    if (!Files.exists(file)) {
      return null;
    }
    try (CSVReader csv = new CSVReader(Files.newBufferedReader(file))) {
      return csv.readAll().stream().skip(1).map(List::of).toList();
    }
  }

  @Test
  void writesTheColumnsThatScriptsRelyOn() {
    Path file = folder.resolve("out.csv");
    try (DifferencesPort.Writer writer = port().open(file, "File Name")) {
      writer.write(new Difference("007", new Label("a,b"), new Label("x"), new Label("a,b")));
      writer.finish();
    }
    assertThat(file).hasContent("File Name,truth,label_1,label_2\n007,\"a,b\",x,\"a,b\"\n");
    assertThat(CsvPredictions.isIn(file)).isTrue();
  }

  @Test
  void theImageColumnKeepsItsHeader() {
    Path file = folder.resolve("out.csv");
    try (DifferencesPort.Writer writer = port().open(file, "Truth")) {
      writer.finish();
    }
    assertThat(file).hasContent("Truth,espy_truth,label_1,label_2\n");
    assertThat(CsvPredictions.isIn(file)).isTrue();
  }
}
