package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.safetensors.EspyModelFiles;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code espy train --folds}. */
class FoldsTest {

  @TempDir Path folder;
  private Path data;
  private Path run;

  /** Writes images of three labels; the images 4, 17 and 30 have a wrong one. */
  @BeforeEach
  void writeData() throws IOException {
    data = SmallData.ofThree(folder.resolve("data"), 60);
    Path csv = data.resolve("train.csv");
    Files.writeString(
        csv,
        Files.readString(csv)
            .replace("\n4,left\n", "\n4,right\n")
            .replace("\n17,middle\n", "\n17,left\n")
            .replace("\n30,right\n", "\n30,middle\n"));
    run = folder.resolve("run");
  }

  private Outcome train(Object... more) {
    return espy(words(more));
  }

  private Object[] words(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                data,
                "--run",
                run,
                "--architecture",
                Trained.softmaxRegression(folder),
                "--batch-size",
                8,
                "--learning-rate",
                0.02));
    words.addAll(List.of(more));
    return words.toArray();
  }

  /** Returns the files of a folder with their content. */
  private static Map<String, String> contents(Path folder) throws IOException {
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
  void wrongLabelsOfAllImagesAreListed() throws IOException {
    Outcome outcome = train("--folds", 3, "--epochs", 20);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(run.resolve("suspects.csv")).stream().skip(1))
        .hasSize(3)
        .anyMatch(row -> row.contains(",4,right,left,"))
        .anyMatch(row -> row.contains(",17,left,middle,"))
        .anyMatch(row -> row.contains(",30,middle,right,"));
    assertThat(outcome.out())
        .contains("suspected labels   3 of 60 images judged, in " + run.resolve("suspects.csv"));
    assertThat(outcome.err())
        .contains(
            "3 more trainings judge the labels of 48 images to learn from.\n",
            "\nfold 1/3  ",
            "\nfold 3/3  ");
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(21);
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("\nfolds: 3\n");
    assertThat(contents(run.resolve("folds")))
        .containsOnlyKeys(
            "1/.espy",
            "1/checkpoint.espy",
            "1/model.espy",
            "2/.espy",
            "2/checkpoint.espy",
            "2/model.espy",
            "3/.espy",
            "3/checkpoint.espy",
            "3/model.espy");

    Outcome again = train("--folds", "none", "--epochs", 1, "--validation", 0, "--json");

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.json().get("suspects").isNull()).isTrue();
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("\nfolds: none\n");
    assertThat(contents(run))
        .containsOnlyKeys(
            "checkpoint.espy", "config.yaml", "history.csv", "model.espy", "report.html");
  }

  @Test
  void anInterruptedFoldIsResumed() throws IOException {
    assertThat(train("--folds", 2, "--epochs", 4).status()).isZero();
    Path whole = folder.resolve("whole");
    Files.move(run, whole);
    Outcome stopped = Espy.cancelledAt("fold 1/2", words("--folds", 2, "--epochs", 4));
    assertThat(stopped.status()).as(stopped.err()).isEqualTo(ExitStatus.INTERRUPTED);
    Files.createDirectories(run.resolve("folds/2"));

    Outcome refused = train("--epochs", 4);

    assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refused.err())
        .contains(run + ": holds a training that was stopped in fold 2; add --resume to go on");

    Outcome resumed = espy("train", data, "--run", run, "--resume");

    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(run.resolve("suspects.csv")).hasSameTextualContentAs(whole.resolve("suspects.csv"));
    for (String place : List.of("", "folds/1", "folds/2")) {
      assertThat(new EspyModelFiles().load(run.resolve(place)).tensors())
          .isEqualTo(new EspyModelFiles().load(whole.resolve(place)).tensors());
    }
    assertThat(train("--epochs", 1).status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "101", "-3", "abc", "2.5", ""})
  void otherNumbersAreASentence(String number) throws IOException {
    Outcome typed = train("--folds", number);

    assertThat(typed.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(typed.err())
        .contains("'%s' is not a whole number from 2 to 100, nor none".formatted(number));
    assertThat(run).doesNotExist();

    assertThat(train("--epochs", 1).status()).isZero();
    Map<String, String> before = contents(run);
    Path config = SmallData.text(folder.resolve("a.yaml"), "folds: '" + number + "'\n");
    Outcome read = train("--config", config);

    assertThat(read.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(read.err())
        .contains(
            config
                + ": folds: '%s' is not a whole number from 2 to 100, nor none".formatted(number));
    assertThat(contents(run)).isEqualTo(before);
  }

  @Test
  void findingALearningRateTakesNoFolds() {
    Outcome outcome = train("--folds", 3, "--find-learning-rate");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .contains(
            "--find-learning-rate makes no model, so there is nothing for --folds to do; leave"
                + " one of them out");
    Path config = SmallData.text(folder.resolve("a.yaml"), "folds: 3\n");
    assertThat(train("--config", config, "--find-learning-rate").status()).isZero();
  }

  @Test
  void aConfigFileMayHaveFolds() {
    Path config = SmallData.text(folder.resolve("a.yaml"), "folds: 2\n");

    assertThat(train("--config", config, "--epochs", 1).err()).contains("fold 2/2");
    assertThat(train("--config", config, "--epochs", 1, "--folds", "none").err())
        .doesNotContain("fold ");
    Outcome search =
        espy(
            "tune",
            data,
            "--config",
            config,
            "--run",
            folder.resolve("search"),
            "--trials",
            1,
            "--epochs",
            1,
            "--architecture",
            Trained.softmaxRegression(folder));
    assertThat(search.status()).as(search.err()).isZero();
    assertThat(search.err()).doesNotContain("fold ");
  }

  @Test
  void tooFewImagesAreASentenceAndLoseNothing() throws IOException {
    assertThat(train("--epochs", 1).status()).isZero();
    Map<String, String> before = contents(run);

    Outcome resumed = espy("train", data, "--run", run, "--resume", "--folds", 50);

    assertThat(resumed.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(resumed.err())
        .contains("50 folds take at least 50 different images to learn from, but there are 48\n");
    assertThat(resumed.out()).isEmpty();
    assertThat(contents(run)).isEqualTo(before);

    Outcome added = espy("train", data, "--run", run, "--resume", "--folds", 2);
    assertThat(added.status()).as(added.err()).isZero();
    assertThat(added.err()).contains("fold 2/2");
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("\nfolds: 2\n");
  }

  @Test
  void theMetricsAreThoseOfTheRunsModel() throws IOException {
    Path metrics = folder.resolve("metrics.prom");

    assertThat(train("--folds", 2, "--epochs", 2, "--metrics-file", metrics).status()).isZero();

    List<String> history = Files.readAllLines(run.resolve("history.csv"));
    double accuracy = Double.parseDouble(history.get(2).split(",")[2]);
    String line =
        Files.readAllLines(metrics).stream()
            .filter(text -> text.startsWith("espy_accuracy{data=\"training\"}"))
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .isCloseTo(accuracy, within(1e-5));
  }
}
