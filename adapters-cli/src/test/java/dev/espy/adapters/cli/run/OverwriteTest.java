package dev.espy.adapters.cli.run;

import static dev.espy.adapters.cli.Espy.espy;
import static dev.espy.adapters.cli.run.RunFolderTest.contents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverwriteTest {

  @TempDir Path folder;
  private Path data;
  private Path csv;
  private Path run;

  @BeforeEach
  void train() {
    run = Trained.onThree(folder);
    data = folder.resolve("data");
    csv = data.resolve("train.csv");
  }

  /** Runs a command that must be refused before it writes anything. */
  private void refused(String why, Object... words) throws IOException {
    Map<String, String> before = contents(folder);

    Outcome outcome = espy(words);

    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("espy: ", why).doesNotContain("bug in Espy");
    assertThat(outcome.out()).isEmpty();
    assertThat(contents(folder)).isEqualTo(before);
  }

  @Test
  void theTableOfTheDataSet() throws IOException {
    for (String command : new String[] {"predict", "validate"}) {
      refused(csv + ": is ", command, run, data, "-o", csv);
      refused(csv + ": is ", command, run, csv, "-o", csv);
      Path way = folder.resolve("run/../data/train.csv");
      refused(way + ": is ", command, run, data, "-o", way);
      Path link = Files.createSymbolicLink(folder.resolve(command + "-link.csv"), csv);
      refused(link + ": is ", command, run, data, "-o", link);
      refused(csv + ": is ", command, run, link, "-o", csv);
      Path hard = Files.createLink(folder.resolve(command + "-hard.csv"), csv);
      refused(hard + ": is ", command, run, data, "-o", hard);
      Path other = folder.resolve("other.csv");
      refused("metrics", command, run, data, "-o", other, "--metrics-file", csv);
    }
    refused(csv + ": is ", "export", run, "--format", "memory", "-o", csv);
    refused(csv + ": is ", "export", run, "--format", "memory", "-o", csv, "--data", data);
  }

  @Test
  void aTableBesideTheOneThatIsRead() throws IOException {
    Path test = SmallData.text(data.resolve("test.csv"), "image\n1.png\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), csv);
    refused(csv + ": is ", "predict", run, data, "-o", csv);
    refused(csv + ": is ", "predict", run, test, "-o", csv);
    refused(link + ": is ", "predict", run, data, "-o", link);
    refused(test + ": is ", "validate", run, data, "-o", test);
    refused(test + ": is ", "export", run, "--format", "memory", "--data", csv, "-o", test);

    Path answers = data.resolve("labels.csv");
    for (int time = 0; time < 2; time++) {
      Outcome outcome = espy("predict", run, data, "-o", answers);
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.err()).contains(test.toString());
    }
  }

  @Test
  void aFileOfATrainingOrASearch() throws IOException {
    Path other = Trained.onThree(folder.resolve("second"));
    for (String name : new String[] {"model.espy", "config.yaml", "history.csv"}) {
      Path file = other.resolve(name);
      String why = file + ": Espy keeps a file of this name in this folder";
      refused(why, "predict", run, data, "-o", file);
      refused(why, "validate", run, data, "-o", file);
      refused(why, "export", run, "--format", "memory", "-o", file);
    }
    Path link = Files.createSymbolicLink(folder.resolve("l.csv"), other.resolve("history.csv"));
    refused(link + ": Espy keeps", "predict", run, data, "-o", link);
    refused("model.errors.csv: Espy keeps", "predict", run, data, "-o", other.resolve("model.csv"));

    Path marked = SmallData.text(folder.resolve("import/.espy"), "# a mark\ntrain.csv\n");
    Path table = SmallData.text(marked.resolveSibling("train.csv"), "image,label\n");
    refused(table + ": Espy keeps", "predict", run, data, "-o", table);
    refused(marked + ": Espy keeps", "predict", run, data, "-o", marked);

    assertThat(espy("predict", run, data, "-o", run.resolve("predictions.csv")).status()).isZero();
  }

  @Test
  void whatIsWrittenBesideTheOutput() throws IOException {
    Path table = data.resolve("list.errors.csv");
    Files.move(csv, table);
    refused(table + ": is ", "predict", run, data, "-o", data.resolve("list.csv"));
    refused(table + ": is ", "validate", run, table, "-o", data.resolve("list.csv"));
    for (String name :
        List.of(
            "list.unsure.csv", "list.part.csv", "list.part.errors.csv", "list.part.unsure.csv")) {
      Path other = data.resolve(name);
      Files.move(table, other);
      table = other;
      refused(table + ": is ", "predict", run, data, "-o", data.resolve("list.csv"));
    }
  }

  @Test
  void anImage() throws IOException {
    Path image = data.resolve("1.png");
    refused(image + ": is ", "predict", run, data, "-o", image);
    refused(image + ": is ", "export", run, "--format", "memory", "-o", image);
    Path link = Files.createSymbolicLink(folder.resolve("link"), image);
    refused(link + ": is ", "predict", run, data, "-o", link);
    Path hard = Files.createLink(folder.resolve("hard"), image);
    refused(hard + ": is ", "validate", run, data, "-o", hard);
  }

  @Test
  void aZip() throws IOException {
    Path zip = folder.resolve("data.zip");
    try (FileSystem to =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      try (Stream<Path> files = Files.list(data)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.getPath("/" + file.getFileName()));
        }
      }
    }
    refused(zip + ": is ", "predict", run, zip, "-o", zip);
    refused(zip + ": is ", "export", run, "--format", "memory", "--data", zip, "-o", zip);
  }

  @Test
  void theModel() throws IOException {
    Path model = run.resolve("model.espy");
    for (Path named : new Path[] {run, model}) {
      refused(model + ": is ", "predict", named, data, "-o", model);
      refused(model + ": is ", "validate", named, data, "-o", model);
      refused(model + ": is ", "export", named, "--format", "memory", "-o", model);
      refused("metrics", "inspect", named, "--metrics-file", model);
    }
    Path link = Files.createSymbolicLink(folder.resolve("linked"), run).resolve("model.espy");
    refused(link + ": is ", "export", run, "--format", "memory", "-o", link);
  }

  @Test
  void whatATrainingReads() throws IOException {
    Path config = run.resolve("config.yaml");
    refused(
        config + ": is read, and would be overwritten; name another file or folder to write",
        "train",
        data,
        "--config",
        config,
        "--run",
        run);
    Path own = SmallData.text(folder.resolve("own/best.yaml"), "epochs: 2\n");
    refused("holds best.yaml", "tune", data, "--config", own, "--run", own.getParent());
    Path answers = run.resolve("validation_predictions.csv");
    refused(
        answers + ": is ",
        "train",
        data,
        "--validation-data",
        answers,
        "--images",
        data,
        "--run",
        run);
    Path other = folder.resolve("other");
    refused("metrics", "train", data, "--run", other, "--metrics-file", csv);
    refused("metrics", "train", data, "--run", other, "--metrics-file", data.resolve("1.png"));
    refused("metrics", "train", data, "--find-learning-rate", "--metrics-file", csv);
    Path table = Files.move(csv, data.resolve("history.csv"));
    refused("holds history.csv", "train", data, "--run", data);
    assertThat(table).exists();
  }

  @Test
  void anotherOutput() throws IOException {
    Path output = folder.resolve("new/p.csv");
    refused("written twice", "predict", run, data, "-o", output, "--metrics-file", output);
    Path errors = folder.resolve("new/../new/p.errors.csv");
    refused("the same file", "validate", run, data, "-o", output, "--metrics-file", errors);
    refused(
        "written twice",
        "export",
        run,
        "--format",
        "memory",
        "-o",
        output,
        "--metrics-file",
        output);
    Path other = folder.resolve("other");
    refused(
        "written twice",
        "train",
        data,
        "--run",
        other,
        "--metrics-file",
        other.resolve("history.csv"));
    refused(
        "written twice",
        "tune",
        data,
        "--run",
        other,
        "--metrics-file",
        other.resolve("trials.csv"));
  }

  @Test
  void metricsMayReplaceMetricsAndNothingElse() throws IOException {
    Path metrics = Files.createFile(folder.resolve("metrics.prom"));
    for (int time = 0; time < 2; time++) {
      assertThat(espy("inspect", run, "--metrics-file", metrics).status()).isZero();
    }
    assertThat(metrics).content().contains("espy_epochs_total");
    refused("metrics", "train", folder.resolve("none"), "--metrics-file", csv);
  }

  @Test
  void whatImportReadsOrDidNotMake() throws IOException {
    Path images = idx("images", 3);
    Path labels = folder.resolve("labels");
    Files.write(
        labels,
        ByteBuffer.allocate(10).putInt(0x0801).putInt(2).put((byte) 1).put((byte) 0).array());
    refused("holds train.csv", "import", "idx", "--images", images, "--labels", labels, "-o", data);
    assertThat(espy("import", "idx", "--images", images, "-o", data).status()).isZero();
    refused("holds train.csv", "import", "idx", "--images", images, "--labels", labels, "-o", data);

    Path mine = folder.resolve("mine");
    SmallData.text(mine.resolve("images/1.png"), "a picture");
    refused("holds images", "import", "idx", "--images", images, "-o", mine);

    Path input = idx("in/train.csv", 3);
    refused(
        "is read", "import", "idx", "--images", input, "--labels", labels, "-o", input.getParent());
  }

  @Test
  void importMayBeRepeatedButNotTakeAnothersImages() throws IOException {
    Path images = idx("images", 3);
    Path labels = folder.resolve("labels");
    Files.write(
        labels,
        ByteBuffer.allocate(10).putInt(0x0801).putInt(2).put((byte) 1).put((byte) 0).array());
    Path out = folder.resolve("out");
    for (int time = 0; time < 2; time++) {
      assertThat(espy("import", "idx", "--images", images, "--labels", labels, "-o", out).status())
          .isZero();
      assertThat(espy("import", "idx", "--images", images, "-o", out).status()).isZero();
    }

    refused(
        out.resolve("train.csv") + ": its images would be replaced",
        "import",
        "idx",
        "--images",
        idx("other", 4),
        "-o",
        out);
  }

  /** Writes two images of 2 rows and 3 columns, all of whose pixels are the same. */
  private Path idx(String name, int pixel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16 + 12).putInt(0x0803).putInt(2).putInt(2).putInt(3);
    while (bytes.hasRemaining()) {
      bytes.put((byte) pixel);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.array());
  }

  @Test
  void aDemosFolder() throws IOException {
    refused("holds run", "demo", "--source", "shapes", "--dir", folder);
  }
}
