package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.opencsv.CSVWriter;
import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.Words;
import dev.espy.domain.port.ReviewStoreContract;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdict.Decision;
import dev.espy.domain.review.Verdicts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReviewsTest extends ReviewStoreContract {

  private static final Label CAT = new Label("cat");
  private static final Label DOG = new Label("dog");

  @Override
  protected ReviewStorePort store() {
    return new CsvReviews();
  }

  @Override
  protected List<SuspectedLabel> suspects(Path file) {
    List<SuspectedLabel> suspects = new ArrayList<>();
    try (CsvRows rows = CsvFile.open(file, file.toString()).rows()) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        assertThat(row.cell(0)).isEqualTo(Integer.toString(suspects.size() + 1));
        suspects.add(
            new SuspectedLabel(
                row.cell(1),
                new Sample(row.cell(3), new Label(row.cell(4)), Integer.parseInt(row.cell(2))),
                new Label(row.cell(5)),
                Double.parseDouble(row.cell(6)),
                Double.parseDouble(row.cell(7))));
      }
    }
    return suspects;
  }

  @Override
  protected void write(List<Verdict> verdicts, Path file) throws IOException {
    try (CSVWriter csv = new CSVWriter(Files.newBufferedWriter(file))) {
      csv.writeNext(new String[] {"image", "given_label", "verdict", "new_label"});
      for (Verdict verdict : verdicts) {
        Label changed = verdict.newLabel();
        csv.writeNext(
            new String[] {
              verdict.image(),
              verdict.given().name(),
              Words.of(verdict.decision()),
              changed == null ? "" : changed.name()
            });
      }
    }
  }

  private Path file(String... rows) throws IOException {
    return Files.write(folder.resolve("verdicts.csv"), List.of(rows));
  }

  private void refused(Path file, String... reason) {
    assertThatExceptionOfType(BadDataSetException.class)
        .isThrownBy(() -> store().loadVerdicts(file))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .startsWith(file.toString())
                    .contains(reason)
                    .doesNotContain("\n"));
  }

  @Test
  void isATableForPeople() {
    Path file = folder.resolve("suspects.csv");

    store()
        .saveSuspects(
            Stream.of(
                new SuspectedLabel("train.csv", new Sample("7.png", CAT, 8), DOG, 1e-9, 0.98765432),
                new SuspectedLabel("train.csv", new Sample("a,b", DOG, 2), CAT, 1 / 3.0, 0.5)),
            file);

    assertThat(file)
        .hasContent(
            """
            rank,data,row,image,given_label,suggested_label,given_probability,suggested_probability
            1,train.csv,8,7.png,cat,dog,0.000000001,0.987654
            2,train.csv,2,"a,b",dog,cat,0.333333,0.5
            """);
  }

  @Test
  void aCopyOfTheSuspectsMayHaveVerdictsInSomeRows() throws IOException {
    Path file =
        file(
            "rank;data;row;image;Given Label;suggested_label;given_probability;Verdict;new_label;note",
            "1;train.csv;8;7.png;cat;dog;0,1;Change;dog;",
            "2;train.csv;3;2.png;cat;dog;0,2;;dog;not sure",
            "",
            "3;train.csv;4;3.png;cat;dog;0,2; KEEP ;dog",
            "4;train.csv;5;4.png;cat;dog;0,2;remove");

    Verdicts verdicts = store().loadVerdicts(file);

    assertThat(verdicts.all())
        .containsExactly(
            new Verdict("7.png", CAT, Decision.CHANGE, DOG, 2),
            new Verdict("3.png", CAT, Decision.KEEP, null, 5),
            new Verdict("4.png", CAT, Decision.REMOVE, null, 6));
  }

  @Test
  void newLabelsAreNotNeededWithoutChanges() throws IOException {
    Path file = file("verdict,given_label,image", "keep,cat,a");

    assertThat(store().loadVerdicts(file).isKept("a", CAT)).isTrue();
  }

  @Test
  void otherEncodingsAreRead() throws IOException {
    Path file = folder.resolve("verdicts.csv");
    Files.writeString(
        file,
        "\ufeffimage\tgiven_label\tverdict\r\nä.png\tKäse\tkeep\r\n",
        StandardCharsets.UTF_16LE);

    assertThat(store().loadVerdicts(file).isKept("ä.png", new Label("Käse"))).isTrue();
  }

  @Test
  void theSameVerdictTwiceIsOne() throws IOException {
    Path file = file("image,given_label,verdict,new_label", "a,cat,keep,", "a,cat,Keep,");

    assertThat(store().loadVerdicts(file).all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,cat,perhaps,     | , row 2: there is no verdict 'perhaps'; write keep, change or remove",
        "a,cat,change,      | , row 2: the verdict is change, but there is no new label; write it",
        "a,cat,change       | , row 2: the verdict is change, but there is no new label; write it",
        "a,cat,change,cat   | , row 2: the new label 'cat' is the given one; write keep, or",
        ",cat,keep,         | , row 2: there is a verdict, but no image, or no given label; fill",
        "a,,keep,           | , row 2: there is a verdict, but no image, or no given label; fill",
        "a,cat,,dog         | has no verdict; write keep, change or remove into its column verdict",
      })
  void aWrongRowIsRefused(String row, String reason) throws IOException {
    refused(file("image,given_label,verdict,new_label", row), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "given_label,verdict                 | has no column image; verdicts need the columns",
        "image,label,verdict                 | has no column given_label; verdicts need the",
        "image,given_label,suggested_label   | has no column verdict; verdicts need the columns",
        "image,given_label,verdict,Verdict   | has two columns verdict; leave one of them",
        "image,given_label,verdict           | has no verdict; write keep, change or remove into",
      })
  void aWrongHeaderIsRefused(String header, String reason) throws IOException {
    refused(file(header), reason);
  }

  @Test
  void verdictsThatDifferAreRefused() throws IOException {
    refused(
        file("image,given_label,verdict,new_label", "a,cat,keep", "b,cat,keep", "a,cat,change,dog"),
        ", rows 2 and 4: the verdicts on image 'a' with label 'cat' differ; leave one of them");
  }

  @Test
  void anOpenQuoteIsRefused() throws IOException {
    refused(
        file("image,given_label,verdict", "\"a,cat,", "b,cat,keep", "c\",cat,"),
        "row 2: the image name goes over several lines");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    refused(Files.createFile(folder.resolve("verdicts.csv")), " is empty");
  }

  @Test
  void aFolderIsRefused() {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store().loadVerdicts(folder))
        .withMessageContaining(folder.toString());
  }

  @Test
  void aLongCellIsShortened() throws IOException {
    Path file = file("image,given_label,verdict", "a,cat," + "x".repeat(10_000));

    assertThatExceptionOfType(BadDataSetException.class)
        .isThrownBy(() -> store().loadVerdicts(file))
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void moreVerdictsThanFitIntoTheHeapAreRefused() throws IOException {
    Path file = file("image,given_label,verdict", "a,cat,keep", "b,cat,keep", "c,cat,keep");

    assertThatExceptionOfType(BadDataSetException.class)
        .isThrownBy(() -> new CsvReviews(() -> new HeapShare(1200)).loadVerdicts(file))
        .withMessageContaining("too many verdicts")
        .withMessageContaining("at row 4; give Java a heap of");
  }
}
