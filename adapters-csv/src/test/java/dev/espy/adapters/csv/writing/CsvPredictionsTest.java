package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.opencsv.CSVReader;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Prediction.Ranked;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.PredictionsContract;
import dev.espy.domain.port.PredictionsPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvPredictionsTest extends PredictionsContract {

  private static final Prediction BOTH =
      new Prediction(
          List.of(new Ranked(new Label("cat"), 0.75f), new Ranked(new Label("dog"), 0.25f)), true);

  @Override
  protected PredictionsPort port() {
    return new CsvPredictions();
  }

  @Override
  protected @Nullable List<Row> kept(Path file) throws Exception {
    if (!Files.exists(file)) {
      return null;
    }
    try (CSVReader csv = new CSVReader(Files.newBufferedReader(file))) {
      return csv.readAll().stream()
          .skip(1)
          .map(row -> new Row(row[0], row[1].isEmpty() ? null : row[1]))
          .toList();
    }
  }

  @Override
  protected List<String> unreadable(Path file) throws Exception {
    Path errors = file.resolveSibling(file.getFileName().toString().replace(".csv", ".errors.csv"));
    if (!Files.exists(errors)) {
      return List.of();
    }
    try (CSVReader csv = new CSVReader(Files.newBufferedReader(errors))) {
      return csv.readAll().stream().skip(1).map(row -> row[1]).toList();
    }
  }

  @Override
  protected List<Row> unsure(Path file) throws Exception {
    Path list = file.resolveSibling(file.getFileName().toString().replace(".csv", ".unsure.csv"));
    if (!Files.exists(list)) {
      return List.of();
    }
    try (CSVReader csv = new CSVReader(Files.newBufferedReader(list))) {
      return csv.readAll().stream().skip(1).map(row -> new Row(row[1], row[2])).toList();
    }
  }

  private static PredictionsPort.Writer open(Path file, String idName, int top, boolean truth) {
    return new CsvPredictions().open(new PredictionsPort.Format(file, idName, top, truth));
  }

  @Test
  void writesTheColumnsThatScriptsRelyOn() throws IOException {
    Path file = folder.resolve("out.csv");
    try (PredictionsPort.Writer writer = open(file, "File Name", 3, true)) {
      writer.write(new Sample("007", new Label("dog"), 2), BOTH);
      writer.write(new Sample("8", null, 3), new Prediction(BOTH.ranked(), false));
      writer.write(new Sample("9", new Label("a,b"), 4), new Unreadable("9", 4, "no such file: 9"));
      writer.finish();
    }
    assertThat(file)
        .hasContent(
            """
            File Name,truth,label,confidence,label_2,confidence_2,label_3,confidence_3
            007,dog,cat,0.75,dog,0.25,,
            8,,,0.75,dog,0.25,,
            9,"a,b",,,,,,
            """);
    assertThat(folder.resolve("out.errors.csv"))
        .hasContent("row,File Name,reason\n4,9,no such file: 9\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void listsTheAnswersThatWereNotGiven() throws IOException {
    Path file = folder.resolve("out.csv");
    try (PredictionsPort.Writer writer = open(file, "File Name", 3, false)) {
      writer.write(new Sample("007", null, 2), BOTH);
      writer.write(new Sample("a,b", null, 3), new Prediction(BOTH.ranked(), false));
      writer.finish();
    }
    assertThat(file)
        .hasContent(
            """
            File Name,label,confidence,label_2,confidence_2,label_3,confidence_3
            007,cat,0.75,dog,0.25,,
            "a,b",,0.75,dog,0.25,,
            """);
    assertThat(folder.resolve("out.unsure.csv"))
        .hasContent(
            """
            row,File Name,label,confidence,label_2,confidence_2,label_3,confidence_3
            3,"a,b",cat,0.75,dog,0.25,,
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Row   | espy_row,Row,label,confidence",
        "label | row,label,espy_label,confidence",
        "row   | espy_row,row,label,confidence",
      })
  void theImageColumnKeepsItsHeaderInTheList(String idName, String header) throws IOException {
    Path file = folder.resolve("out.csv");
    try (PredictionsPort.Writer writer = open(file, idName, 1, false)) {
      writer.write(new Sample("1", null, 2), new Prediction(BOTH.ranked(), false));
      writer.finish();
    }
    Path list = folder.resolve("out.unsure.csv");
    assertThat(Files.readAllLines(list).get(0)).isEqualTo(header);
    assertThat(CsvPredictions.isIn(list)).isTrue();
  }

  @Test
  void aTableThatIsNoListOfEspyStays() throws IOException {
    Path file = folder.resolve("out.csv");
    Path other = Files.writeString(folder.resolve("out.unsure.csv"), "image;label\n1;cat\n");
    try (PredictionsPort.Writer writer = open(file, "id", 1, false)) {
      writer.write(new Sample("1", null, 2), BOTH);
      writer.finish();
    }
    assertThat(other).hasContent("image;label\n1;cat\n");
  }

  @Test
  void writesNumbersThatEveryToolReads() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Path file = folder.resolve("out.csv");
      try (PredictionsPort.Writer writer = open(file, "id", 1, false)) {
        for (float confidence : new float[] {1, 0.123456789f, 1.5e-5f, 0}) {
          Prediction prediction =
              new Prediction(List.of(new Ranked(new Label("x"), confidence)), true);
          writer.write(new Sample("1", null, 2), prediction);
        }
        writer.finish();
      }
      assertThat(file)
          .hasContent("id,label,confidence\n1,x,1\n1,x,0.123457\n1,x,0.000015\n1,x,0\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theImageColumnKeepsItsHeader() throws IOException {
    Path file = folder.resolve("out.csv");
    try (PredictionsPort.Writer writer = open(file, "Label", 1, true)) {
      writer.finish();
    }
    assertThat(file).hasContent("Label,truth,espy_label,confidence\n");
  }

  @Test
  void leavesNothingBehindWhenItIsNotFinished() throws IOException {
    try (PredictionsPort.Writer writer = open(folder.resolve("out.csv"), "id", 1, false)) {
      writer.write(new Sample("1", null, 2), BOTH);
      writer.write(new Sample("2", null, 3), new Unreadable("2", 3, "gone"));
      writer.write(new Sample("3", null, 4), new Prediction(BOTH.ranked(), false));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static List<PredictionsPort.Stored> read(Path file) {
    try (PredictionsPort.Reader reader = new CsvPredictions().read(file).orElseThrow()) {
      List<PredictionsPort.Stored> rows = new ArrayList<>();
      for (PredictionsPort.Stored row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return rows;
    }
  }

  @Test
  void readsWhatASpreadsheetSavedAgain() throws IOException {
    Path file = folder.resolve("in.csv");
    Files.writeString(
        file, "\ufeffphoto;truth;label;confidence;label_2;confidence_2\r\n7;a;b;1;a;0\r\n");
    assertThat(read(file))
        .containsExactly(new PredictionsPort.Stored(2, "7", new Label("a"), new Label("b"), 1f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "id,label,confidence                 | these are not predictions of labelled images",
        "id,truth,label                      | these are not predictions of labelled images",
        "truth,truth,label,confidence        | these are not predictions of labelled images",
        "id,truth,label,confidence;1,a,b     | row 2 is damaged: it has 3 cells, and the header has 4",
        "id,truth,label,confidence;1,a,b,1,2 | row 2 is damaged: it has 5 cells, and the header has 4",
        "id,truth,label,confidence;1,a,b,    | row 2 is damaged: it has a label and no confidence",
        "id,truth,label,confidence;1,a,b,NaN | row 2 is damaged: its confidence 'NaN' is not a number from 0 to 1",
        "id,truth,label,confidence;1,a,b,1.5 | row 2 is damaged: its confidence '1.5' is not a number from 0 to 1",
        "id,truth,label,confidence;1,a,b,sure | row 2 is damaged: its confidence 'sure' is not a number",
        "id,truth,label,confidence;1,a,\"b,1;2,a,a,1 | row 2: a quote (\")",
      })
  void refusesWithTheFileAndTheRow(String text, String sentence) throws IOException {
    Path file = folder.resolve("in.csv");
    Files.writeString(file, text.replace(';', '\n'));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path file = Files.createFile(folder.resolve("in.csv"));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void saysWhyItCannotWrite() throws IOException {
    assertThatThrownBy(() -> open(folder, "id", 1, false))
        .isInstanceOf(StorageException.class)
        .hasMessageContainingAll(folder.toString(), "is a folder");
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> open(file.resolve("out.csv"), "id", 1, false))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("out.csv");
  }

  @Test
  void writesWhereALinkLeads() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real")).resolve("out.csv");
    Files.writeString(real, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), real);
    try (PredictionsPort.Writer writer = open(link, "id", 1, false)) {
      writer.finish();
    }
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("id,label,confidence\n");
  }
}
