package dev.espy.adapters.csv.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.csv.Pictures;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a data set is made of. */
class CsvFilesTest {

  @TempDir Path folder;

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

  private static String reason(DataSet data, int index) {
    return ((Unreadable) data.read(Pictures.sample(data, index), Pictures.small())).reason();
  }

  @ParameterizedTest
  @CsvSource({
    "labels.csv, 'id,label,confidence'",
    "labels.csv, 'id,truth,label,confidence,label_2,confidence_2'",
    "labels.csv, 'label,espy_label,confidence'",
    "labels.part.csv, 'id,label,confidence'",
    "labels.errors.csv, 'row,id,reason'",
    "labels.unsure.csv, 'row,id,label,confidence'",
    "labels.unsure.csv, 'espy_row,row,label,confidence,label_2,confidence_2'",
  })
  void passesOverAnswersOfEspy(String name, String header) {
    image("a.png", 1);
    Path table = csv("id,label\na,one\n");
    Path answers = Pictures.write(folder.resolve(name), header + "\na,b,c,d,e,f\n");

    for (Purpose purpose : Purpose.values()) {
      try (DataSet data = new CsvDataSets(new RawImageCodec()).open(Location.of(folder, purpose))) {
        assertThat(data.isMadeOf(table)).isTrue();
        assertThat(data.isMadeOf(answers)).isFalse();
      }
    }
  }

  @Test
  void takesAnswersOfEspyWhereNothingElseIsThere() {
    image("a.png", 1);
    Path answers = Pictures.write(folder.resolve("p.csv"), "id,label,confidence\na,one,0.5\n");

    try (DataSet data = open(folder)) {
      assertThat(data.isMadeOf(answers)).isTrue();
    }
  }

  @Test
  void isMadeOfTheTablesForOtherPurposes() throws IOException {
    image("a.png", 1);
    Path train = Pictures.write(folder.resolve("train.csv"), "id,label\na,one\n");
    Path test = Pictures.write(folder.resolve("Test.csv"), "id\na\n");
    Path other = Pictures.write(folder.resolve("other.csv"), "id\na\n");
    Path elsewhere = Pictures.write(folder.resolve("sub/train.csv"), "id\na\n");

    for (Path location : List.of(folder, train)) {
      try (DataSet data = open(location)) {
        assertThat(List.of(train, test)).allMatch(data::isMadeOf);
        assertThat(List.of(other, elsewhere, folder.resolve("labels.csv")))
            .noneMatch(data::isMadeOf);
      }
    }
  }

  @Test
  void refusesAFileInThePlaceOfTheFolderOfImages() {
    image("a.png", 1);
    Path csv = csv("id,label\na,one\n");

    assertThatThrownBy(
            () ->
                new CsvDataSets(new RawImageCodec())
                    .open(new Location(csv, csv, null, null, Purpose.TRAIN)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage(csv + " is not a folder; name the one of the images");
  }

  @Test
  void namesTheCsvFilesToChooseFrom() {
    csv("id,label\na,one\n");
    Path other = Pictures.write(folder.resolve("more.csv"), "id,label\na,one\n");

    assertRefused(folder, "several CSV files", "data.csv, more.csv", "such as");
    assertThat(other).exists();
  }

  @Test
  void picksTheCsvOfAFolder() {
    image("a.png", 1);
    csv("id,label\na,one\n");
    Pictures.write(folder.resolve("labels.csv"), "id,label\na,labels\n");
    try (DataSet data = open(folder)) {
      assertThat(Pictures.sample(data, 0).label()).isEqualTo(new Label("labels"));
    }
    Pictures.write(folder.resolve("Train.csv"), "id,label\na,train\n");
    try (DataSet data = open(folder)) {
      assertThat(Pictures.sample(data, 0).label()).isEqualTo(new Label("train"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRAIN|train labels test other|train",
        "TRAIN|labels test other|labels",
        "TRAIN|test other|test",
        "TRAIN|other|other",
        "VALIDATE|train labels test other|labels",
        "VALIDATE|train test other|test",
        "VALIDATE|train test-unlabelled other|train",
        "VALIDATE|train test-columnless|train",
        "VALIDATE|train test-named|train",
        "VALIDATE|train other|train",
        "VALIDATE|test|test",
        "VALIDATE|other|other",
        "PREDICT|train labels test other|test",
        "PREDICT|train labels test-columnless|test",
        "PREDICT|train labels other|labels",
        "PREDICT|train other|train",
        "PREDICT|other|other",
      })
  void picksTheCsvForItsPurpose(Purpose purpose, String names, String expected) throws IOException {
    image("a.png", 1);
    for (String name : names.split(" ")) {
      String table = name.replaceFirst("-.*", "");
      Pictures.write(
          folder.resolve(table + ".csv"),
          name.endsWith("-columnless")
              ? "id,w,h\na,1,1\n"
              : name.endsWith("-unlabelled")
                  ? "id,label\na,\n"
                  : name.endsWith("-named") ? "id,filename\n1,a\n" : "id,label\na," + table + "\n");
    }
    try (DataSet data = new CsvDataSets(new RawImageCodec()).open(Location.of(folder, purpose))) {
      assertThat(data.describe())
          .startsWith(folder.resolve(expected + ".csv") + ": image column 'id'")
          .endsWith(", images in " + folder);
      assertThat(data.name()).isEqualTo(folder.toString());
    }
    Path zip = folder.resolve("data.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.equals(zip)).toList()) {
        entries.putNextEntry(new ZipEntry("top/" + file.getFileName()));
        entries.write(Files.readAllBytes(file));
      }
    }
    try (DataSet data = new CsvDataSets(new RawImageCodec()).open(Location.of(zip, purpose))) {
      assertThat(data.describe())
          .startsWith(zip + "/top/" + expected + ".csv: ")
          .endsWith(", images in " + zip + "/top");
    }
  }

  @Test
  void validatingSaysThatTheOnlyUsualTableHasNoLabels() {
    image("a.png", 1);
    Pictures.write(folder.resolve("test.csv"), "id,w,h\na,1,1\n");
    csv("id,label\na,one\n");
    assertThatThrownBy(
            () -> new CsvDataSets(new RawImageCodec()).open(Location.of(folder, Purpose.VALIDATE)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("test.csv", "name the column of labels");
  }

  @Test
  void describesTableColumnsAndFolder() {
    image("pics/a.png", 1);
    Path csv = csv("file,kind\na,x\n");
    try (DataSet data = open(csv)) {
      assertThat(data.describe())
          .isEqualTo(
              csv + ": image column 'file', label column 'kind', images in " + folder + "/pics");
    }
  }

  @Test
  void doesNotGuessBetweenSeveralCsvs() {
    csv("id\n1\n");
    Pictures.write(folder.resolve("other.csv"), "id\n1\n");
    assertRefused(folder, "several", "data.csv, other.csv");
    assertRefused(Pictures.write(folder.resolve("none/x.txt"), "").getParent(), "no CSV", "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "images/", "train/", "test/", "data/"})
  void looksForTheImages(String place) {
    Pictures.write(folder.resolve("images/else.png"), Pictures.png(9));
    image(place + "a.png", 1);
    try (DataSet data = open(csv("id,label\na,x\n"))) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(1);
    }
  }

  @Test
  void prefersTheFolderThatTheCsvIsNamedLike() {
    image("train/1.png", 10);
    image("test/1.png", 20);
    Path csv = Pictures.write(folder.resolve("Test_labels.csv"), "id,label\n1,x\n");
    try (DataSet data = open(csv)) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small())))
          .isEqualTo(20);
    }
  }

  @Test
  void takesTheFolderThatTheUserNames() throws IOException {
    image("a.png", 1);
    Path images = Files.createDirectories(folder.resolve("elsewhere/b"));
    Pictures.write(images.resolve("a.png"), Pictures.png(2));
    Path link = Files.createSymbolicLink(folder.resolve("link"), images);
    Path csv = csv("id,label\na,x\n");
    for (Path given : List.of(images, link, images.resolve("../b"))) {
      try (DataSet data =
          new CsvDataSets(new RawImageCodec())
              .open(new Location(csv, given, null, null, Purpose.TRAIN))) {
        assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small())))
            .isEqualTo(2);
      }
    }
    assertThatThrownBy(
            () ->
                new CsvDataSets(new RawImageCodec())
                    .open(new Location(csv, folder.resolve("gone"), null, null, Purpose.TRAIN)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void saysWhereItLookedForTheImages() throws IOException {
    Files.createDirectories(folder.resolve("train"));
    assertRefused(
        csv("id,label\n7,x\n8,y\n"),
        "data.csv",
        "'7'",
        folder + ",",
        folder.resolve("train").toString(),
        "name the folder of the images");
    assertRefused(csv("id,label\n,x\n"), "'id'", "empty");
  }

  @ParameterizedTest
  @CsvSource({
    "img.001,img.001.png",
    "007,007.JPEG",
    "sub/b,sub/b.webp",
    "sub\\b.gif,sub/b.gif",
    "./a.bmp,a.bmp",
    "x/../a,a.tiff",
    "back\\slash.png,back\\slash.png",
    "犬 1.tif,犬 1.tif",
    "a.jpg,a.jpg.png",
  })
  void findsTheFileOfAName(String name, String file) {
    image("images/" + file, 5);
    try (DataSet data = open(csv("id,label\n" + name + ",x\n"))) {
      assertThat(Pictures.sample(data, 0).id()).isEqualTo(name);
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(5);
    }
  }

  @Test
  void refusesNamesThatLeadOutside() throws IOException {
    image("secret.png", 99);
    image("images/in.png", 1);
    image("images-2/next.png", 99);
    Path images = folder.resolve("images");
    Files.createSymbolicLink(images.resolve("up"), folder);
    Path csv =
        csv(
            "id,label\nin,x\n../secret,x\n../secret.png,x\n..\\secret.png,x\nup/../../secret,x\n"
                + "../secret.PNG,x\n"
                + folder.resolve("secret.png")
                + ",x\n../images-2/next,x\n..,x\n.,x\n/etc/passwd,x\n"
                + images.resolve("in.png")
                + ",x\n");
    try (DataSet data =
        new CsvDataSets(new RawImageCodec())
            .open(new Location(csv, images, null, null, Purpose.TRAIN))) {
      for (int i = 1; i < 11; i++) {
        assertThat(reason(data, i)).containsPattern("outside|no such file|not the name of a file");
      }
      assertThat(reason(data, 1)).contains("outside");
      assertThat(reason(data, 3)).contains("outside");
      assertThat(reason(data, 4)).contains("outside");
      assertThat(reason(data, 6)).contains("outside", images.toString());
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 11), Pictures.small())))
          .isEqualTo(1);
    }
  }

  @Test
  void followsLinksThatLieInTheFolder(@TempDir Path store) throws IOException {
    Path object = Pictures.write(store.resolve("cache/ab/cdef"), Pictures.png(7));
    Path pool = Pictures.write(store.resolve("pool/b.png"), Pictures.png(8)).getParent();
    Path images = Files.createDirectories(folder.resolve("images/sub")).getParent();
    Files.createSymbolicLink(images.resolve("a.png"), object);
    Files.createSymbolicLink(images.resolve("sub/c.png"), images.resolve("sub").relativize(object));
    Files.createSymbolicLink(images.resolve("pool"), pool);
    Path csv = csv("id,label\na,x\nsub/c.png,x\npool/b,x\npool/../../data.csv,x\n");
    try (DataSet data = open(csv)) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(7);
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 1), Pictures.small()))).isEqualTo(7);
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 2), Pictures.small()))).isEqualTo(8);
      assertThat(reason(data, 3)).contains("outside");
    }
  }

  @Test
  @Timeout(20)
  void saysWhereALinkLeads() throws Exception {
    image("in.png", 1);
    Files.createSymbolicLink(folder.resolve("gone.png"), Path.of("annex/gone"));
    Files.createSymbolicLink(folder.resolve("pool"), folder.resolve("unmounted"));
    Files.createSymbolicLink(folder.resolve("loop.png"), Path.of("loop.png"));
    Files.createSymbolicLink(folder.resolve("device.png"), Path.of("/dev/zero"));
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.createSymbolicLink(folder.resolve("piped.png"), pipe);
    Path csv = csv("id,label\nin,x\ngone,x\npool/1.png,x\nloop.png,x\ndevice,x\npiped,x\npipe,x\n");
    try (DataSet data = open(csv)) {
      assertThat(reason(data, 1))
          .isEqualTo(folder.resolve("gone.png") + " is a link to annex/gone, which is not there");
      assertThat(reason(data, 2)).contains("pool is a link to", "unmounted, which is not there");
      assertThat(reason(data, 3))
          .contains("loop.png is a link to loop.png, which cannot be followed");
      assertThat(reason(data, 4)).contains("device.png", "not a file but a pipe");
      assertThat(reason(data, 5)).contains("piped.png", "not a file but a pipe");
      assertThat(reason(data, 6)).contains("pipe", "not a file but a pipe");
    }
  }

  @Test
  void saysWhyNoneOfTheImagesCanBeUsed() throws IOException {
    Files.createSymbolicLink(folder.resolve("7.png"), Path.of("annex/7"));
    Path csv = csv("id,label\n7,x\n8,y\n");
    assertRefused(csv, "7.png is a link to annex/7, which is not there");
    image("elsewhere/7.png", 1);
    csv("id,label\n../elsewhere/7.png,x\n");
    assertRefused(csv, "leads outside", "../elsewhere/7.png", "name the folder of the images");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    image("in.png", 1);
    Files.createDirectories(folder.resolve("dir.png"));
    Pictures.write(folder.resolve("empty.png"), "");
    Pictures.write(folder.resolve("text.png"), "hello");
    Path csv = csv("id,label\nin,x\ngone.png,x\ndir.png,x\nempty,x\ntext,x\n");
    try (DataSet data = open(csv)) {
      assertThat(data.read(Pictures.sample(data, 1), Pictures.small()))
          .isEqualTo(new Unreadable("gone.png", 3, "no such file: " + folder.resolve("gone.png")));
      assertThat(reason(data, 2)).contains("folder");
      assertThat(reason(data, 3)).contains("empty");
      assertThat(reason(data, 4)).contains("not an image");
    }
  }
}
