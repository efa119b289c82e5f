package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Temperature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PredictCommandTest {

  @TempDir static Path shared;
  private static Path run;
  @TempDir Path folder;
  private Path output;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
  }

  @BeforeEach
  void chooseOutput() {
    output = folder.resolve("out/predictions.csv");
  }

  private Path data(int images) {
    return SmallData.grey(folder.resolve("data/test.csv"))
        .header("image_names")
        .unlabelled(images)
        .write();
  }

  @Test
  void labelsEveryRowInItsOrder() throws IOException {
    Outcome outcome = espy("predict", run, data(4), "--output", output);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo("4 images labelled in %s%n".formatted(output));
    assertThat(Files.readAllLines(output))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("image_names,label,confidence"),
            row -> assertThat(row).matches("1,left,0\\.\\d+"),
            row -> assertThat(row).matches("2,middle,0\\.\\d+"),
            row -> assertThat(row).matches("3,right,0\\.\\d+"),
            row -> assertThat(row).matches("4,left,0\\.\\d+"));
    assertThat(output.resolveSibling("predictions.errors.csv")).doesNotExist();
  }

  @Test
  void takesTheImagesThatAreNotForTraining() throws IOException {
    Path data = data(2);
    SmallData.text(data.resolve("train.csv"), "image_names,label\n1,left\n");

    Outcome outcome = espy("predict", run, data, "--output", output, "--json");

    assertThat(outcome.json().get("classified").intValue()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            data.resolve("test.csv") + ": image column 'image_names', images in " + data + "\n");
  }

  @Test
  void takesAModelFileAsWellAsARunFolder() {
    assertThat(espy("predict", run.resolve("model.espy"), data(1), "-o", output).status()).isZero();

    assertThat(output).isRegularFile();
  }

  @Test
  void givesTheMostProbableLabels() throws IOException {
    espy("predict", run, data(2), "--output", output, "--top-k", 2);

    List<String> rows = Files.readAllLines(output);
    assertThat(rows.get(0)).isEqualTo("image_names,label,confidence,label_2,confidence_2");
    String[] cells = rows.get(1).split(",");
    assertThat(cells).hasSize(5);
    assertThat(cells[1]).isEqualTo("left");
    assertThat(cells[3]).isIn("middle", "right");
    assertThat(Double.parseDouble(cells[2])).isGreaterThan(Double.parseDouble(cells[4]));
  }

  @Test
  void givesNoMoreLabelsThanThereAre() throws IOException {
    espy("predict", run, data(1), "--output", output, "--top-k", 1000);

    assertThat(Files.readAllLines(output).get(0)).endsWith(",label_3,confidence_3");
  }

  @Test
  void leavesTheLabelEmptyBelowTheLeastConfidence() throws IOException {
    espy("predict", run, data(1), "--output", output, "--min-confidence", 1);

    assertThat(Files.readAllLines(output).get(1)).matches("1,,0\\.\\d+");
  }

  /**
   * A confidence between those of the images, in the widest gap, which rounding does not cross.
   *
   * @param confidence the confidence
   * @param below number of images below it
   */
  private record Border(double confidence, int below) {}

  private Border border(Path data) throws IOException {
    Path all = folder.resolve("all.csv");
    espy("predict", run, data, "--output", all);
    double[] confidences =
        Files.readAllLines(all).stream()
            .skip(1)
            .mapToDouble(row -> Double.parseDouble(row.split(",")[2]))
            .sorted()
            .toArray();
    int below =
        IntStream.range(1, confidences.length)
            .boxed()
            .max(Comparator.comparing(i -> confidences[i] - confidences[i - 1]))
            .orElseThrow();
    return new Border((confidences[below - 1] + confidences[below]) / 2, below);
  }

  private static List<String> rowsWithoutLabel(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(row -> row.contains(",,")).toList();
  }

  @Test
  void listsAndCountsTheImagesBelowTheLeastConfidence() throws IOException {
    Path data = data(5);
    Border border = border(data);
    Path list = output.resolveSibling("predictions.unsure.csv");
    Object[] words = {"predict", run, data, "-o", output, "--min-confidence", border.confidence()};

    Outcome outcome = espy(words);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            "%s labelled in %s%n%s without a label, because the confidence is too low: %s%n"
                .formatted(
                    TextFormat.count(5 - border.below(), "image"),
                    output,
                    TextFormat.count(border.below(), "image"),
                    list));
    List<String> unlabelled = rowsWithoutLabel(output);
    assertThat(unlabelled).hasSize(border.below());
    List<String> listed = Files.readAllLines(list);
    assertThat(listed).hasSize(border.below() + 1);
    assertThat(listed.get(0)).isEqualTo("row,image_names,label,confidence");
    for (int i = 0; i < border.below(); i++) {
      String[] cells = unlabelled.get(i).split(",");
      int row = Integer.parseInt(cells[0]) + 1;
      assertThat(listed.get(i + 1))
          .matches("%d,%s,(left|middle|right),%s".formatted(row, cells[0], cells[2]));
    }
    Object[] json = Arrays.copyOf(words, words.length + 1);
    json[words.length] = "--json";
    JsonNode document = espy(json).json();
    assertThat(document.get("classified").intValue()).isEqualTo(5);
    assertThat(document.get("unsure").intValue()).isEqualTo(border.below());
    assertThat(document.get("minConfidence").doubleValue()).isEqualTo(border.confidence());

    assertThat(espy("predict", run, data, "-o", output).status()).isZero();
    assertThat(list).doesNotExist();
  }

  @Test
  void choosesTheConfidenceForAnAccuracy() throws IOException {
    Path data = data(5);
    Border border = border(data);
    double confidence = border.confidence();
    Coverage coverage =
        new Coverage(
            List.of(new Coverage.Step(0, 100, 50), new Coverage.Step(confidence, 300, 299)));
    Path model = model(calibration(coverage));

    Outcome outcome =
        espy("predict", model, data, "-o", output, "--target-accuracy", 0.98, "--top-k", 2);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains(
            "At confidence "
                + BigDecimal.valueOf(confidence).toPlainString()
                + " or more, 0.9967 of the answers to the model's 400 validation images were right"
                + " (95 % interval 0.9814 to 0.9994); 0.7500 of the images were answered.\n");
    assertThat(rowsWithoutLabel(output)).hasSize(border.below());
    assertThat(Files.readAllLines(output.resolveSibling("predictions.unsure.csv")))
        .hasSize(border.below() + 1)
        .startsWith("row,image_names,label,confidence,label_2,confidence_2");
  }

  private static Calibration calibration(Coverage coverage) {
    List<Integer> counts = List.of((int) coverage.images(), 0, 0);
    return new Calibration(Temperature.ONE, 0.1, 0.01, coverage, counts, counts);
  }

  private Path model(@Nullable Calibration calibration) {
    Path file = SmallData.text(folder.resolve("other/model.espy"), "");
    new EspyModelFiles().save(new EspyModelFiles().load(run).with(calibration), file);
    return file;
  }

  private void refusesAccuracy(Path model, double accuracy, String sentence) throws IOException {
    SmallData.text(output, "of yesterday");

    Outcome outcome = espy("predict", model, data(3), "-o", output, "--target-accuracy", accuracy);

    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("espy: " + model + ": " + sentence);
    assertThat(output).hasContent("of yesterday");
    try (Stream<Path> left = Files.list(output.getParent())) {
      assertThat(left).containsExactly(output);
    }
  }

  @Test
  void refusesAnAccuracyThatNoConfidenceGives() throws IOException {
    refusesAccuracy(
        model(calibration(new Coverage(List.of(new Coverage.Step(0.5, 100, 50))))),
        0.98,
        "no confidence gives an accuracy of 0.98: on the model's 100 validation images the lower"
            + " end of its 95 % interval is at most 0.4038; ask for an accuracy of at most 0.4038 with"
            + " --target-accuracy, or train the model with more validation images");
  }

  @Test
  void refusesAnAccuracyForAModelThatIsNotCalibrated() throws IOException {
    refusesAccuracy(
        model(null),
        0.5,
        "the model is not calibrated, so the confidence for an accuracy of 0.5 is unknown;"
            + " calibrate it on the validation images of its training with espy train DATA --run"
            + " DIR --resume, or train it again with validation images");
  }

  @Test
  void resumingAFinishedTrainingCalibratesItsModel() {
    Path older = SmallData.ofThree(folder.resolve("older/data"), 120);
    Path finished = Trained.on(older, folder.resolve("older"));
    Path file = finished.resolve("model.espy");
    new EspyModelFiles().save(new EspyModelFiles().load(file).with(null), file);

    Outcome resumed = espy("train", older, "--run", finished, "--resume");

    assertThat(resumed.status()).as(resumed.err()).isZero();
    Outcome outcome = espy("predict", finished, data(3), "-o", output, "--target-accuracy", 0.5);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("the model's 24 validation images were right");
  }

  @Test
  void leavesUnreadableImagesEmptyAndNamesThem() throws IOException {
    Path data =
        SmallData.grey(folder.resolve("data/test.csv"))
            .header("id")
            .unlabelled(1)
            .row("gone")
            .row("text")
            .unlabelled(1)
            .write();
    SmallData.text(data.resolve("text.png"), "no image at all");

    Outcome outcome = espy("predict", run, data, "--output", output, "--json", "--top-k", 2);

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    JsonNode json = outcome.json();
    assertThat(json.propertyNames())
        .containsExactly(
            "output", "finished", "classified", "unsure", "minConfidence", "unreadable");
    assertThat(json.get("classified").intValue()).isEqualTo(2);
    assertThat(json.get("unsure").intValue()).isZero();
    assertThat(json.get("minConfidence").doubleValue()).isZero();
    assertThat(json.get("unreadable").intValue()).isEqualTo(2);
    List<String> rows = Files.readAllLines(output);
    assertThat(rows).hasSize(5);
    assertThat(rows.subList(2, 4)).containsExactly("gone,,,,", "text,,,,");
    assertThat(Files.readAllLines(output.resolveSibling("predictions.errors.csv")))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("row,id,reason"),
            row -> assertThat(row).startsWith("3,gone,no such file"),
            row -> assertThat(row).startsWith("4,text,"));
    assertThat(outcome.err()).contains("2 images could not be read", "row 3, 'gone'");
  }

  @Test
  void doesNotNeedALabelColumnAndIgnoresOne() throws IOException {
    Path data =
        SmallData.grey(folder.resolve("data/test.csv"))
            .header("id,label")
            .labelled(1, "nonsense")
            .write();

    assertThat(espy("predict", run, data, "--output", output).status()).isZero();

    assertThat(Files.readAllLines(output).get(1)).startsWith("1,left,");
  }

  @Test
  void keepsAPartWhenInterrupted() throws IOException {
    Path data = data(40);
    Files.createDirectories(output.getParent());
    Files.writeString(output, "of an earlier run");

    Cancellation cancellation = new Cancellation();
    Outcome outcome =
        Espy.on(StandInEngine.cancelling(cancellation), cancellation)
            .run(
                "predict",
                run,
                data,
                "--output",
                output,
                "--batch-size",
                3,
                "--min-confidence",
                1,
                "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.json().get("finished").booleanValue()).isFalse();
    assertThat(outcome.json().get("classified").intValue()).isEqualTo(3);
    assertThat(outcome.err()).contains("predicting: 3 images in");
    assertThat(output).hasContent("of an earlier run");
    assertThat(outcome.json().get("unsure").intValue()).isEqualTo(3);
    assertThat(Files.readAllLines(output.resolveSibling("predictions.part.csv"))).hasSize(4);
    assertThat(Files.readAllLines(output.resolveSibling("predictions.part.unsure.csv"))).hasSize(4);
    assertThat(output.resolveSibling("predictions.unsure.csv")).doesNotExist();
  }

  @Test
  void aNameMayBeAsLongAsTheFileSystemAllows() throws IOException {
    Path data = data(2);
    for (String letter : List.of("a", "\u72ac")) {
      int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
      // 234 characters, and as many as leave room for .part.errors.csv
      for (int length : new int[] {234, 255 - ".part.errors.csv".length() + ".csv".length()}) {
        Path output =
            folder.resolve(
                "x".repeat((length - 4) % bytes) + letter.repeat((length - 4) / bytes) + ".csv");
        Outcome outcome = espy("predict", run, data, "-o", output);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(output).isRegularFile();
      }
    }

    Path tooLong = folder.resolve("a".repeat(243) + ".csv");
    Outcome outcome = espy("predict", run, data, "-o", tooLong);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err())
        .contains(".part.errors.csv: cannot be written: File name too long")
        .doesNotContain("images read");
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void refusesAModelWhoseAnswersAreNoNumbers() throws IOException {
    Path model = Trained.overflowing(folder);
    SmallData.text(output, "of yesterday");

    for (String engine : List.of("onnx", "dl4j")) {
      Outcome outcome =
          Espy.real().run("predict", model, data(4), "-o", output, "--engine", engine);

      assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
      assertThat(outcome.err()).contains(model + ": ", "are not numbers", "learning rate");
    }
    for (String[] words : new String[][] {{"validate"}, {"export", "--format", "onnx", "--data"}}) {
      List<Object> command = new ArrayList<>(List.of(words[0], model));
      command.addAll(List.of(words).subList(1, words.length));
      command.addAll(List.of(SmallData.ofThree(folder.resolve("labelled"), 3), "-o", output));
      Outcome outcome = Espy.real().run(command.toArray());
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
      assertThat(outcome.err()).contains(model + ": ", "are not numbers");
    }
    assertThat(output).hasContent("of yesterday");
    try (Stream<Path> left = Files.list(output.getParent())) {
      assertThat(left).containsExactly(output);
    }
  }
}
