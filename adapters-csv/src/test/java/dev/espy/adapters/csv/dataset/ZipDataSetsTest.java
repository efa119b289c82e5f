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
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipDataSetsTest extends DataSetContract {

  private static final byte[] CSV =
      "id,label\na,cat\n../secret,cat\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Override
  protected DataSet open(List<Entry> entries) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int i = 0; i < entries.size(); i++) {
      files.put("images/" + i + ".png", new RawImageCodec().encodePng(entries.get(i).image()));
      csv.append(i).append(',').append(entries.get(i).label()).append('\n');
    }
    files.put("train.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    return CsvDataSetsTest.openLong(zip("data.zip", files));
  }

  private static DataSet open(Path data) {
    return new CsvDataSets(new RawImageCodec()).open(Location.of(data, Purpose.TRAIN));
  }

  private Path zip(String name, Map<String, byte[]> files) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my data/", "train/"})
  void readsFromAZip(String top) throws IOException {
    Path zip =
        zip(
            "data.zip",
            Map.of(
                top + "train.csv",
                CSV,
                top + "train/a.png",
                Pictures.png(5),
                top + "secret.png",
                Pictures.png(99),
                "__MACOSX/._train.csv",
                CSV,
                ".DS_Store",
                CSV));
    try (DataSet data = open(zip)) {
      assertThat(data.name()).isEqualTo(zip.toString());
      assertThat(Pictures.sample(data, 0)).isEqualTo(new Sample("a", new Label("cat"), 2));
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(5);
      assertThat(((Unreadable) data.read(Pictures.sample(data, 1), Pictures.small())).reason())
          .contains("outside");
    }
  }

  @Test
  void takesAZipWithoutTheExtension() throws IOException {
    Path zip = zip("data", Map.of("a.csv", CSV, "a.png", Pictures.png(5)));
    try (DataSet data = open(zip)) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(5);
    }
  }

  @Test
  void findsImagesBesideAZipThatHasOnlyTheCsv() throws IOException {
    Pictures.write(folder.resolve("train/a.png"), Pictures.png(7));
    try (DataSet data = open(zip("train.csv.zip", Map.of("train.csv", CSV)))) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(7);
    }
  }

  @Test
  void takesAnImagesFolderOfTheZip() throws IOException {
    Path zip = zip("data.zip", Map.of("top/x.csv", CSV, "top/pics/a.png", Pictures.png(6)));
    try (DataSet data =
        new CsvDataSets(new RawImageCodec())
            .open(new Location(zip, Path.of("pics"), null, null, Purpose.TRAIN))) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(6);
    }
  }

  @Test
  void readsNamesOfOldArchivers() throws IOException {
    Path file = folder.resolve("old.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, Charset.forName("IBM437"))) {
      zip.putNextEntry(new ZipEntry("x.csv"));
      zip.write("id,label\né,x\n犬,x\n".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("é.png"));
      zip.write(Pictures.png(4));
    }
    try (DataSet data = open(file)) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(4);
      // no name in such a zip can be this
      assertThat(data.read(Pictures.sample(data, 1), Pictures.small()))
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void refusesATableThatInflatesToManyTimesItsSize() throws IOException {
    byte[] bomb = "id,label\n".concat("a,b\n".repeat(5_000_000)).getBytes(StandardCharsets.UTF_8);
    Path zip = zip("data.zip", Map.of("x.csv", bomb, "a.png", Pictures.png(1)));

    assertThat(Files.size(zip)).isLessThan(100_000);
    assertThatThrownBy(() -> open(zip))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("data.zip/x.csv", "too large", "unpack the zip");
  }

  @Test
  void refusesNamesOfManyFolders() throws IOException {
    String folders = "b/".repeat(ZipNames.MOST_FOLDERS);
    Map<String, byte[]> files = new LinkedHashMap<>(Map.of("x.csv", CSV));
    files.put("a.png", Pictures.png(1));
    files.put(folders + "a.png", Pictures.png(1));
    try (DataSet data = open(zip("good.zip", files))) {
      assertThat(data.samples()).hasSize(2);
    }
    files.put(folders + "b/a.png", Pictures.png(1));
    Path bad = zip("bad.zip", files);
    assertThatThrownBy(() -> open(bad))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("bad.zip holds a name of more than 100 folders", "'b/b/", " ...'");
    Path corpus = Path.of("src/test/fuzz/zip/hostile-deep-names");
    assertThatThrownBy(() -> open(corpus)).hasMessageContaining("more than 100 folders");
  }

  @Test
  void refusesNamesThatTakeMoreThanTheirShareOfTheHeap() throws IOException {
    Path zip = zip("data.zip", Map.of("x/y/z/a.png", CSV, "x/y/z/b.png", CSV, "x/c.png", CSV));
    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertThatCode(() -> ZipNames.check(zip, file.entries(), new HeapShare(2000)))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> ZipNames.check(zip, file.entries(), new HeapShare(800)))
          .isInstanceOf(BadDataSetException.class)
          .hasMessageContainingAll("data.zip holds too many files", "give Java a heap of");
    }
  }

  @Test
  void namesTheZipInMessages() throws IOException {
    byte[] csv = "id,width,height\n1,2,3\n".getBytes(StandardCharsets.UTF_8);
    Path zip = zip("data.zip", Map.of("README.txt", new byte[1], "top/x.csv", csv));
    assertThatThrownBy(() -> open(zip))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageStartingWith(zip + "/top/x.csv ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.png", "a/../../evil.png"})
  void refusesEntriesThatLeadOutside(String name) throws IOException {
    Path zip =
        zip("data.zip", Map.of("x.csv", CSV, "a.png", Pictures.png(1), name, Pictures.png(2)));
    assertThatThrownBy(() -> open(zip))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("data.zip");
    assertThat(folder.getParent().resolve("evil.png")).doesNotExist();
  }

  @Test
  void refusesAnEntryThatInflatesWithoutEnd() throws IOException {
    Path file = folder.resolve("data.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x.csv"));
      zip.write("id,label\na,x\nbomb,x\n".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("a.png"));
      zip.write(Pictures.png(1));
      zip.putNextEntry(new ZipEntry("bomb.png"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i <= ImageFolder.LARGEST_FILE >> 20; i++) {
        zip.write(zeros);
      }
    }
    try (DataSet data = open(file)) {
      assertThat(((Unreadable) data.read(Pictures.sample(data, 1), Pictures.small())).reason())
          .contains("256 MiB");
    }
  }

  @Test
  void saysWhatIsWrongWithAZip() throws IOException {
    Path text = Pictures.write(folder.resolve("text.zip"), "no zip");
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("text.zip");
    Path cut = zip("cut.zip", Map.of("x.csv", CSV, "a.png", Pictures.png(1)));
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 30));
    assertThatThrownBy(() -> open(cut))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("cut.zip");
    Path none = zip("none.zip", Map.of("a.png", Pictures.png(1)));
    assertThatThrownBy(() -> open(none))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("no CSV", "none.zip");
  }

  @Test
  void aDamagedEntryIsOneUnreadableImage() throws IOException {
    byte[] csv = "id,label\na,x\nb,x\n".getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("x.csv", csv);
    files.put("a.png", Pictures.png(1));
    files.put("b.png", Pictures.png(2));
    Path zip = zip("data.zip", files);
    byte[] bytes = Files.readAllBytes(zip);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("b.png") + 5;
    for (int i = 0; i < 20; i++) {
      bytes[start + i] = (byte) 0xFF;
    }
    Files.write(zip, bytes);
    try (DataSet data = open(zip)) {
      assertThat(Pictures.grey(data.read(Pictures.sample(data, 0), Pictures.small()))).isEqualTo(1);
      assertThat(data.read(Pictures.sample(data, 1), Pictures.small()))
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void anImageHasTheSameKeyWheneverAndHoweverItsZipIsOpened() throws IOException {
    byte[] csv = "id,label\na,cat\n./a.png,cat\nb,dog\nlost,dog\n".getBytes(StandardCharsets.UTF_8);
    Path zip =
        zip("data.zip", Map.of("x.csv", csv, "a.png", Pictures.png(5), "b.png", Pictures.png(5)));
    Path link = Files.createSymbolicLink(folder.resolve("link.zip"), zip);
    Path copy = Files.copy(zip, folder.resolve("copy.zip"));
    try (DataSet data = open(zip);
        DataSet linked = open(link);
        DataSet copied = open(copy)) {
      Object a = data.imageKey(Pictures.sample(data, 0)).orElseThrow();
      assertThat(data.imageKey(Pictures.sample(data, 1))).contains(a);
      assertThat(linked.imageKey(Pictures.sample(linked, 0))).contains(a);
      assertThat(data.imageKey(Pictures.sample(data, 2))).isPresent().get().isNotEqualTo(a);
      assertThat(copied.imageKey(Pictures.sample(copied, 0))).isPresent().get().isNotEqualTo(a);
      assertThat(data.imageKey(Pictures.sample(data, 3))).isEmpty();
    }
  }
}
