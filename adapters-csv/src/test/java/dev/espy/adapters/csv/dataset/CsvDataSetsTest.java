package dev.espy.adapters.csv.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.csv.Pictures;
import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetContract;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDataSetsTest extends DataSetContract {

  @TempDir Path folder;

  @Override
  protected DataSet open(List<Entry> entries) {
    return open(write(folder, entries));
  }

  /** Writes a table and its images into a folder, and returns the folder. */
  static Path write(Path folder, List<Entry> entries) {
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int i = 0; i < entries.size(); i++) {
      Pictures.write(
          folder.resolve("train/" + i + ".png"),
          new RawImageCodec().encodePng(entries.get(i).image()));
      csv.append(i).append(',').append(entries.get(i).label()).append('\n');
    }
    Pictures.write(folder.resolve("train.csv"), csv.toString());
    return folder;
  }

  private static HeapShare none() {
    return new HeapShare(0);
  }

  /** Opens a table whose rows are not kept. */
  static DataSet openLong(Path data) {
    return new CsvDataSets(new RawImageCodec(), HeapShare::ofTheHeap, CsvDataSetsTest::none)
        .open(Location.of(data, Purpose.TRAIN));
  }

  private static DataSet open(Path data) {
    return new CsvDataSets(new RawImageCodec()).open(Location.of(data, Purpose.TRAIN));
  }

  private void image(String name, int grey) {
    Pictures.write(folder.resolve(name), Pictures.png(grey));
  }

  private Path csv(String text) {
    return Pictures.write(folder.resolve("data.csv"), text);
  }

  private static void assertRefused(Path data, String... words) {
    assertThatThrownBy(() -> open(data))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains(words)
        .doesNotContain("\n");
  }

  @Test
  void readsTheTutorialsLayout() {
    Pictures.write(folder.resolve("train.csv"), "id,label\n1,frog\n2,truck\n");
    Pictures.write(folder.resolve("test.csv"), "id\n1\n");
    image("train/1.png", 10);
    image("train/2.png", 20);
    image("test/1.png", 30);

    try (DataSet train = open(folder);
        DataSet test =
            new CsvDataSets(new RawImageCodec())
                .open(Location.of(folder.resolve("test.csv"), Purpose.PREDICT))) {
      assertThat(train.samples())
          .containsExactly(
              new Sample("1", new Label("frog"), 2), new Sample("2", new Label("truck"), 3));
      assertThat(Pictures.grey(train.read(Pictures.sample(train, 0), Pictures.small())))
          .isEqualTo(10);
      assertThat(train.idName()).isEqualTo("id");
      assertThat(train.name()).isEqualTo(folder.toString());
      assertThat(test.samples()).containsExactly(new Sample("1", null, 2));
      assertThat(Pictures.grey(test.read(Pictures.sample(test, 0), Pictures.small())))
          .isEqualTo(30);
    }
  }

  @Test
  void understandsQuotesLineFeedsAndBlankLines() {
    image("a.png", 1);
    csv(
        "\n"
            + "\"id\",\"label\",\"no\n"
            + "te\"\r\n"
            + "\"a.png\",\"one, \"\"x\"\"\",\"multi\r\n"
            + "line\"\r\n\r\n"
            + "  \n"
            + "a.png, \"b,c\" ,\n"
            + "a.png,5\" disk\n"
            + "a.png\n"
            + ",cat\n"
            + " a.png , \n");
    try (DataSet data = open(folder)) {
      assertThat(data.samples())
          .containsExactly(
              new Sample("a.png", new Label("one, \"x\""), 3),
              new Sample("a.png", new Label("b,c"), 6),
              new Sample("a.png", new Label("5\" disk"), 7),
              new Sample("a.png", null, 8),
              new Sample("", new Label("cat"), 9),
              new Sample("a.png", null, 10));
      assertThat(((Unreadable) data.read(Pictures.sample(data, 4), Pictures.small())).reason())
          .contains("names no image");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheSeparator(String separator) {
    image("a.png", 1);
    csv(("image,label\na.png,\"x;y\"\n").replace(",", separator));
    try (DataSet data = open(folder)) {
      assertThat(data.samples()).containsExactly(new Sample("a.png", new Label("x;y"), 2));
    }
  }

  @Test
  void understandsTheUsualEncodings() {
    image("é.png", 1);
    String text = "image,label\né.png,Käse\n";
    for (String name : List.of("UTF-8", "windows-1252")) {
      assertCheese(text.getBytes(Charset.forName(name)));
    }
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertCheese(("\uFEFF" + text).getBytes(charset));
    }
  }

  private void assertCheese(byte[] bytes) {
    Pictures.write(folder.resolve("data.csv"), bytes);
    try (DataSet data = open(folder)) {
      assertThat(data.idName()).isEqualTo("image");
      assertThat(data.samples()).containsExactly(new Sample("é.png", new Label("Käse"), 2));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label,ID|ID",
        "Label,Image_Names|Image_Names",
        "x,y,File Name,class|File Name",
        "picture,label|picture",
        "label,picture|picture",
        "picture,kind|picture",
        ",path,label|path",
        "name,path,target|name",
        "labels,image,category|image",
      })
  void findsTheColumns(String header, String expected) {
    int columns = header.split(",", -1).length;
    List<String> names = List.of(header.split(",", -1));
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      row.append(i == 0 ? "" : ",").append(names.get(i).equals(expected) ? "a.png" : "cat");
    }
    image("a.png", 1);
    csv(header + "\n" + row + "\n");
    try (DataSet data = open(folder)) {
      assertThat(data.idName()).isEqualTo(expected);
      assertThat(data.samples()).containsExactly(new Sample("a.png", new Label("cat"), 2));
    }
  }

  @Test
  void prefersTheMostUsualLabelColumn() {
    image("a.png", 1);
    csv("id,category,label\na.png,animal,cat\n");
    try (DataSet data = open(folder)) {
      assertThat(Pictures.sample(data, 0).label()).isEqualTo(new Label("cat"));
    }
  }

  @Test
  void takesTheColumnsThatTheUserNames() {
    image("a.png", 1);
    Path csv = csv("id,photo,Kind,label\n7,a.png,cat,x\n");
    try (DataSet data =
        new CsvDataSets(new RawImageCodec())
            .open(new Location(csv, null, "PHOTO", "kind", Purpose.TRAIN))) {
      assertThat(data.idName()).isEqualTo("photo");
      assertThat(data.samples()).containsExactly(new Sample("a.png", new Label("cat"), 2));
    }
    assertThatThrownBy(
            () ->
                new CsvDataSets(new RawImageCodec())
                    .open(new Location(csv, null, "fotos", null, Purpose.TRAIN)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll(
            "data.csv", "'fotos'", "id, photo, Kind, label", "name the column of images");
    assertThatThrownBy(
            () ->
                new CsvDataSets(new RawImageCodec())
                    .open(new Location(csv, null, "id", "id", Purpose.TRAIN)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("'id'");
  }

  @Test
  void needsLabelsOnlyWhereTheyAreNeeded() {
    image("a.png", 1);
    Path csv = csv("id,width,height\na.png,3,2\n");
    assertRefused(csv, "data.csv", "id, width, height", "name the column of labels");
    try (DataSet data =
        new CsvDataSets(new RawImageCodec()).open(Location.of(csv, Purpose.PREDICT))) {
      assertThat(data.samples()).containsExactly(new Sample("a.png", null, 2));
    }
  }

  @Test
  void readsThousandsOfLabelsAndManyRows() {
    image("a.png", 1);
    StringBuilder text = new StringBuilder("id,label\n");
    for (int i = 0; i < 100_000; i++) {
      text.append("a,class ").append(i % 5000).append('\n');
    }
    try (DataSet data = open(csv(text.toString()))) {
      List<Sample> samples = data.samples().toList();
      assertThat(samples).hasSize(100_000);
      assertThat(samples.get(99_999)).isEqualTo(new Sample("a", new Label("class 4999"), 100_001));
      // Each label is one object, not one object per row.
      assertThat(samples.get(0).label()).isSameAs(samples.get(5000).label());
    }
  }

  @Test
  void refusesWhatIsNoTable() {
    assertRefused(folder.resolve("gone"), "gone", "folder");
    assertRefused(csv(""), "data.csv", "empty");
    assertRefused(csv("\n\n"), "data.csv", "empty");
    assertRefused(csv("id,label\n\n"), "data.csv", "no row");
    assertRefused(csv("id,label\n1,\"never closed\n2,x\n"), "data.csv", "row 2", "quote");
    assertRefused(Pictures.write(folder.resolve("x.csv"), Pictures.png(1)), "x.csv", "text");
  }

  @Test
  void saysThatThereIsNoHeader() {
    image("a.png", 1);
    image("7.png", 1);
    assertRefused(csv("a.png,cat\na.png,dog\n"), "data.csv", "no header", "a.png");
    assertRefused(csv("7,cat\na,dog\n"), "data.csv", "no header", "'7'");
  }

  @Test
  void refusesAQuoteThatSwallowsTheRest() {
    assertRefused(
        csv("id,label\n1,x\n2,\"x\n" + "3,x\n".repeat(1200) + "4,\"\n"), "row 3", "quote");
  }

  @Test
  void namesAndLinksOfOneFileHaveOneKey() throws Exception {
    image("a.png", 1);
    image("b.png", 1);
    Files.createSymbolicLink(folder.resolve("link.png"), Path.of("a.png"));
    Files.createLink(folder.resolve("hard.png"), folder.resolve("a.png"));
    Files.createDirectory(folder.resolve("sub"));
    csv(
        "image,label\na,x\na.png,x\n./a.png,x\nsub/../a.png,x\nlink.png,x\nhard.png,x\n"
            + folder.resolve("a.png")
            + ",x\nb.png,y\nlost.png,y\nlost.png,y\n,y\nsub,y\n");

    try (DataSet data = open(folder);
        DataSet again = open(folder)) {
      Object a = data.imageKey(Pictures.sample(data, 0)).orElseThrow();
      for (int row = 1; row < 7; row++) {
        assertThat(data.imageKey(Pictures.sample(data, row))).as("row " + row).contains(a);
      }
      assertThat(data.imageKey(Pictures.sample(data, 7))).isPresent().get().isNotEqualTo(a);
      assertThat(again.imageKey(Pictures.sample(again, 5)))
          .contains(a)
          .hasValueSatisfying(hashesLike(a));
      for (int row = 8; row < 12; row++) {
        assertThat(data.imageKey(Pictures.sample(data, row))).as("row " + row).isEmpty();
      }
    }
  }

  private static Consumer<Object> hashesLike(Object key) {
    return other -> assertThat(other).hasSameHashCodeAs(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label,id#cat,1#\"cat,2#dog,3#\"cat,4#|row 3|quote",
        "label,id#cat,1#cat,\"2#dog,3#cat,4\"#|row 3|the image name",
        "id,label#1,cat#2,\"cat#3,dog#4,\"cat#|row 3|quote",
        "id,label#1,cat#\"2,cat#3,dog\"#|row 3|the image name",
        "id,label#1,cat#2,\"cat#dog\"#|row 3|the label",
        "id,label#\"1,cat#2,dog\",cat#|row 2|the image name",
        "id,label,note#1,cat,\"5 inch#2,dog,\"big\"#3,dog,x#|row 2|quote",
        "id,\"label#1,cat#2,\"dog\"#3,cat#|row 1|quote",
        "id,\"kind#1,cat#2,dog\"#3,cat#|row 1|the label",
      })
  void saysWhereAQuoteSwallowsRows(String text, String row, String what) {
    for (int i = 1; i < 5; i++) {
      image(i + ".png", i);
    }
    assertRefused(csv(text.replace('#', '\n')), "data.csv", row, what, "quote (\")");
    assertRefused(csv(text.replace("#", "\r\n")), "data.csv", row, what, "quote (\")");
  }

  @Test
  void refusesACellWithoutEnd() {
    image("1.png", 1);
    String line = "x".repeat(1000) + "\n";
    assertRefused(csv("id,label,note\n1,x,\n1,x,\"" + line.repeat(900) + "\"\n"), "row 3", "quote");
    try (DataSet data = open(csv("id,label,note\n1,x,\"" + line.repeat(200) + "\"\n1,x,\n"))) {
      assertThat(data.samples()).hasSize(2);
    }
    assertRefused(csv("id,label\n1,x\n1," + "x".repeat(20_000_000)), "row 3", "line end");
  }

  @Test
  void refusesMoreLabelsThanAnyDataSetHas() throws IOException {
    image("a.png", 1);
    Path table = folder.resolve("data.csv");
    try (Writer text = Files.newBufferedWriter(table)) {
      text.write("id,label\n");
      for (int i = 0; i <= CsvSamples.MOST_LABELS; i++) {
        text.write("a," + Integer.toString(i, 36) + "\n");
      }
    }
    CsvDataSets sets =
        new CsvDataSets(
            new RawImageCodec(), () -> new HeapShare(Long.MAX_VALUE), CsvDataSetsTest::none);

    assertThatThrownBy(() -> sets.open(Location.of(table, Purpose.TRAIN)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage(
            table
                + " has more than 1000000 different labels in column 'label'; name the column of labels");
    try (DataSet data = sets.open(Location.of(table, Purpose.PREDICT))) {
      assertThat(data.samples()).hasSize(CsvSamples.MOST_LABELS + 1);
    }
  }

  @Test
  void refusesLabelsThatTakeMoreThanTheirShareOfTheHeap() {
    image("a.png", 1);
    StringBuilder text = new StringBuilder("id,label\na,cat\n");
    for (int i = 0; i < 1000; i++) {
      text.append("a.png,%0200d\n".formatted(i));
    }
    Path table = csv(text.toString());
    CsvDataSets small =
        new CsvDataSets(new RawImageCodec(), () -> new HeapShare(50_000), CsvDataSetsTest::none);

    for (Purpose purpose : List.of(Purpose.TRAIN, Purpose.VALIDATE)) {
      assertThatThrownBy(() -> small.open(Location.of(table, purpose)))
          .isInstanceOf(BadDataSetException.class)
          .hasMessageContainingAll(
              "data.csv has too many rows, or too long names", "give Java a heap of");
      assertThatCode(
              () -> new CsvDataSets(new RawImageCodec()).open(Location.of(table, purpose)).close())
          .doesNotThrowAnyException();
    }
    try (DataSet unlimited = small.open(Location.of(table, Purpose.PREDICT))) {
      assertThat(unlimited.size()).isEqualTo(1001);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,cat\n", "%1$0200d,cat\n"})
  void rowsTakeNoMemory(String row) {
    image("a.png", 1);
    StringBuilder text = new StringBuilder("id,label\na,cat\n");
    for (int i = 0; i < 1000; i++) {
      text.append(row.formatted(i));
    }
    CsvDataSets small =
        new CsvDataSets(new RawImageCodec(), () -> new HeapShare(200), CsvDataSetsTest::none);

    try (DataSet data = small.open(Location.of(csv(text.toString()), Purpose.TRAIN))) {
      assertThat(data.size()).isEqualTo(1001);
      assertThat(data.samples()).hasSize(1001);
    }
  }

  @Test
  void aTableThatBecomesUnusableIsRefusedInTheNextPass() {
    image("a.png", 1);
    Path table = csv("id,label\na,cat\na,dog\n");
    try (DataSet data = openLong(folder)) {
      Pictures.write(table, "id,label\na,cat\na,\"dog\n");
      try (Stream<Sample> samples = data.samples()) {
        assertThatThrownBy(samples::toList)
            .isInstanceOf(BadDataSetException.class)
            .hasMessageContainingAll("data.csv, row 3", "quote");
      }
    }
  }
}
