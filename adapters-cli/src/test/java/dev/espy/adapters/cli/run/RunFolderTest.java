package dev.espy.adapters.cli.run;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunFolderTest {

  @TempDir Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void writeData() {
    data = SmallData.ofThree(folder.resolve("data"), 12);
    run = folder.resolve("run");
  }

  private Outcome train(Object... more) {
    List<Object> words =
        Stream.concat(
                Stream.of(
                    "train",
                    data,
                    "--run",
                    run,
                    "--epochs",
                    1,
                    "--architecture",
                    Trained.softmaxRegression(folder)),
                Stream.of(more))
            .toList();
    return espy(words.toArray());
  }

  private Outcome tune(Object... more) {
    List<Object> words =
        Stream.concat(
                Stream.of(
                    "tune",
                    data,
                    "--run",
                    run,
                    "--trials",
                    1,
                    "--epochs",
                    1,
                    "--architecture",
                    Trained.softmaxRegression(folder)),
                Stream.of(more))
            .toList();
    return espy(words.toArray());
  }

  /** Returns the files of a folder with their content. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void aRunThatIsGoingOnIsNotTouchedByAnotherProgram() throws Exception {
    Process first =
        new ChildJvm(Main.class, folder)
            .start(
                "train",
                data,
                "--run",
                run,
                "--epochs",
                1_000_000,
                "--architecture",
                Trained.softmaxRegression(folder));
    try (BufferedReader err = first.errorReader()) {
      String line = err.readLine();
      // The first epoch's checkpoint is written after its line, and before the second one's.
      while (line != null && !line.startsWith("epoch 2/")) {
        line = err.readLine();
      }
      assertThat(line).as("the second epoch's line").isNotNull();
      for (Outcome second : List.of(train(), train("--resume"))) {
        assertThat(second.status()).as(second.err()).isEqualTo(ExitStatus.FAILED);
        assertThat(second.err())
            .contains(run + ": another espy is writing into this folder")
            .hasLineCount(1);
      }
      assertThat(first.isAlive()).isTrue();
    } finally {
      first.destroyForcibly().waitFor();
    }

    Outcome next = espy("train", data, "--run", run, "--epochs", 1);
    assertThat(next.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(next.err()).contains("holds a training that was stopped after epoch");
  }

  @Test
  void aFolderInUseIsRefusedInTheSameProgramToo() throws IOException {
    assertThat(train().status()).isZero();
    Map<String, String> before = contents(run);
    try (OwnedFolder held = OwnedFolder.open(run, FolderContents.RUN)) {
      for (Outcome outcome : List.of(train(), train("--resume"), tune())) {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.FAILED);
        assertThat(outcome.err()).contains(held.path() + ": another espy is writing");
      }
    }
    assertThat(contents(run)).isEqualTo(before);
    assertThat(train().status()).isZero();
  }

  @Test
  void filesOfTheUsersOwnAreNotOverwritten() throws IOException {
    SmallData.text(run.resolve("config.yaml"), "project: mine\nepochs: 3\n");
    SmallData.text(run.resolve("history.csv"), "year,what\n2026,much\n");
    SmallData.text(run.resolve("tune.yaml"), "mine: 1\n");
    Map<String, String> before = contents(run);

    for (Outcome outcome : List.of(train(), train("--resume"), tune(), tune("--resume"))) {
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.USAGE);
      assertThat(outcome.err()).contains(run + ": holds ", "which Espy did not make");
    }
    assertThat(contents(run)).isEqualTo(before);
  }

  @Test
  void aRunOfAnEarlierVersionIsUsedAgain() throws IOException {
    // A finished run has no mark any more, just as one of an earlier version.
    assertThat(train().status()).isZero();
    assertThat(run.resolve(".espy")).doesNotExist();
    assertThat(train("--seed", 2).status()).isZero();
    assertThat(espy("train", data, "--run", run, "--resume").status()).isZero();

    run = folder.resolve("search");
    assertThat(tune().status()).isZero();
    assertThat(run.resolve(".espy")).doesNotExist();
    Outcome again = espy("tune", data, "--run", run, "--resume");
    assertThat(again.status()).as(again.err()).isZero();
  }

  @Test
  void aFolderOfOtherThingsMayHoldARun() throws IOException {
    SmallData.text(run.resolve("notes.txt"), "mine");

    assertThat(train().status()).isZero();
    assertThat(train().status()).isZero();

    assertThat(run.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void whatFailsLeavesNoFolder() {
    assertThat(espy("train", folder.resolve("none"), "--run", run).status())
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(espy("tune", folder.resolve("none"), "--run", run).status())
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(run).doesNotExist();
  }

  @Test
  void trainingsThatBeginAtTheSameTimeHaveFoldersOfTheirOwn() throws Exception {
    List<Process> all = new ArrayList<>();
    for (String seed : List.of("1", "2")) {
      Path here = Files.createDirectory(folder.resolve(seed));
      Files.createSymbolicLink(
          here.resolve("runs"), Files.createDirectories(folder.resolve("runs")));
      all.add(
          new ChildJvm(Main.class, here)
              .start(
                  "train",
                  data,
                  "--epochs",
                  1,
                  "--seed",
                  seed,
                  "--architecture",
                  Trained.softmaxRegression(folder)));
    }
    for (Process process : all) {
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(err).isZero();
    }
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      assertThat(runs).hasSize(2).allMatch(made -> Files.exists(made.resolve("model.espy")));
    }
  }
}
