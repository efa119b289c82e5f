package dev.espy.adapters.csv.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.csv.Pictures;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which column names the images, and which folder holds them. */
class LayoutTest {

  @TempDir Path folder;

  private static DataSet open(Path data) {
    return new CsvDataSets(new RawImageCodec()).open(Location.of(data, Purpose.TRAIN));
  }

  private void image(String name, int grey) {
    Pictures.write(folder.resolve(name), Pictures.png(grey));
  }

  private void images(String place, int count) {
    IntStream.range(0, count).forEach(i -> image(place + i + ".png", i + 1));
  }

  private Path csv(String text) {
    return Pictures.write(folder.resolve("data.csv"), text);
  }

  /** Asserts that the first row's image is the one of this grey. */
  private static void assertReads(Path data, String column, int grey) {
    try (DataSet found = open(data)) {
      assertThat(found.idName()).isEqualTo(column);
      assertThat(Pictures.grey(found.read(Pictures.sample(found, 0), Pictures.small())))
          .isEqualTo(grey);
    }
  }

  private static void assertRefused(Path data, String... words) {
    assertThatThrownBy(() -> open(data))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains(words)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void theColumnWhoseNamesAreFilesCounts(int firstId) {
    // With ids from 1 or 2, some of them lead to files of other rows.
    images("images/", 4);
    csv(
        IntStream.range(0, 4)
            .mapToObj(i -> "%d,%d.png,x%n".formatted(firstId + i, i))
            .reduce("id,filename,label\n", String::concat));
    assertReads(folder, "filename", 1);
  }

  @Test
  void doesNotGuessBetweenColumnsThatNameDifferentFiles() {
    images("images/", 4);
    Path csv = csv("id,filename,label\n0,3.png,x\n1,2.png,x\n2,1.png,x\n3,0.png,x\n");
    assertRefused(
        folder, "data.csv", "'id' and 'filename'", "'0'", "'3.png'", "name the column of images");
    try (DataSet data =
        new CsvDataSets(new RawImageCodec())
            .open(new Location(csv, null, "filename", null, Purpose.TRAIN))) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(4);
    }
  }

  @Test
  void numbersDoNotWinBecauseAFileIsMissing() {
    images("", 5);
    csv("id,filename,label\n0,4.png,x\n1,3.png,x\n2,gone.png,x\n3,1.png,x\n4,0.png,x\n");
    assertRefused(folder, "'id' and 'filename'", "name the column of images");
  }

  @Test
  void columnsThatNameTheSameFilesAreAsGood() {
    images("images/", 3);
    csv("file,id,path,label\n0.png,0,images/0.png,x\n1.png,1,images/1.png,x\n2.png,2,gone,x\n");
    assertReads(folder, "file", 1);
  }

  @Test
  void aSecondFolderWithTheSameNamesDoesNotSetColumnsAtOdds() {
    images("data/", 3);
    images("test/", 5);
    csv("id,filename,label\n0,0.png,x\n1,1.png,x\n2,2.png,x\n");
    assertReads(folder, "id", 1);
  }

  @Test
  void theLabelColumnNeverNamesTheImages() {
    images("", 3);
    Path csv = csv("name,path,what\n2,a/0,cat\n1,a/1,dog\n");
    images("a/", 3);
    try (DataSet data =
        new CsvDataSets(new RawImageCodec())
            .open(new Location(csv, null, null, "name", Purpose.TRAIN))) {
      assertThat(data.idName()).isEqualTo("path");
      assertThat(Pictures.sample(data, 0).label()).isEqualTo(new Label("2"));
    }
    csv("name,filename\ncat,0.png\ndog,1.png\n");
    try (DataSet data = open(folder)) {
      assertThat(data.idName()).isEqualTo("filename");
      assertThat(Pictures.sample(data, 1).label()).isEqualTo(new Label("dog"));
    }
  }

  @Test
  void aGivenFolderSaysWhichColumnCounts() {
    images("", 3);
    images("elsewhere/b", 3);
    Path csv = csv("id,file,label\n0,b2,x\n1,b1,x\n");
    assertReads(csv, "id", 1);
    try (DataSet data =
        new CsvDataSets(new RawImageCodec())
            .open(new Location(csv, folder.resolve("elsewhere"), null, null, Purpose.TRAIN))) {
      assertThat(data.idName()).isEqualTo("file");
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(3);
    }
  }

  @Test
  void namesAllColumnsOfWhichNoneNamesAFile() {
    csv("id,note,filename,label\n7,,b.png,x\n");
    assertRefused(
        folder, "'id' or 'filename'", "'7'", folder.toString(), "name the folder of the images");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pics/", "My photos (2)/", "photos/all/"})
  void findsTheOneFolderThatHoldsTheImages(String place) throws IOException {
    images(place, 3);
    images("other/x", 3);
    Files.createDirectories(folder.resolve("empty"));
    image(".hidden/0.png", 9);
    csv("id,label\n0,x\n1,x\n2,x\n3,x\n");
    assertReads(folder, "id", 1);
    assertReads(zipOf(folder), "id", 1);
  }

  private Path zipOf(Path top) throws IOException {
    Path file = top.resolve("all.zip");
    List<Path> files;
    try (Stream<Path> all = Files.walk(top)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path each : files) {
        zip.putNextEntry(new ZipEntry(top.relativize(each).toString()));
        zip.write(Files.readAllBytes(each));
      }
    }
    return file;
  }

  @Test
  void aFolderThatHoldsAFewOfTheImagesIsNoRival() {
    images("pics/", 10);
    images("examples/", 2);
    csv("id,label\n" + "0,x\n1,x\n2,x\n3,x\n4,x\n5,x\n6,x\n");
    assertReads(folder, "id", 1);
  }

  @Test
  void doesNotGuessBetweenSeveralFolders() {
    images("cats/", 3);
    images("dogs/", 3);
    csv("id,label\n0,x\n1,x\n2,x\n");
    assertRefused(
        folder,
        "several folders",
        folder.resolve("cats") + ", " + folder.resolve("dogs"),
        "name the folder of the images");
  }

  @Test
  void doesNotLookForFoldersWhereOneIsGiven() throws IOException {
    images("given/pics/", 3);
    Path csv = csv("id,label\n0,x\n1,x\n2,x\n");
    assertThatThrownBy(
            () ->
                new CsvDataSets(new RawImageCodec())
                    .open(new Location(csv, folder.resolve("given"), null, null, Purpose.TRAIN)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("none of the images", "given");
    Files.createSymbolicLink(folder.resolve("given/pics/loop"), folder);
    assertReads(csv, "id", 1);
  }

  @Test
  void looksForFoldersWithinBounds() throws IOException {
    for (int i = 0; i < 300; i++) {
      Files.createDirectories(folder.resolve("d" + i));
    }
    images("d7/", 3);
    csv("id,label\n0,x\n1,x\n2,x\n");
    assertRefused(folder, "none of the images", "name the folder of the images");
  }
}
