package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.domain.Batch;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExplainCommandTest {

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
    output = folder.resolve("out");
  }

  /** Returns an image of the training: 1 is left, 2 is middle, 3 is right, and so on. */
  private static Path image(int number) {
    return shared.resolve("data/" + number + ".png");
  }

  @Test
  void saysWhatAnAnswerRestsOnAndDrawsIt() throws IOException {
    Outcome outcome = espy("explain", run, image(1), image(3), "-o", output);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    String[] lines = outcome.out().split("\n");
    assertThat(lines).hasSize(6);
    assertThat(lines[0]).matches(image(1) + ": left [01]\\.\\d{4}, (middle|right) 0\\.\\d{4}, .*");
    assertThat(lines[1]).contains(" hiding ", " area lowers the confidence ");
    assertThat(lines[2]).isEqualTo("  " + output.resolve("1.explained.png"));
    assertThat(lines[3]).startsWith(image(3) + ": right ");
    assertThat(outcome.err()).contains("explaining: 2 images");
    BufferedImage picture = ImageIO.read(output.resolve("3.explained.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(2 * 256 + 8);
    assertThat(picture.getHeight()).isEqualTo(256);
  }

  @Test
  void printsTheJsonOfTheContract() {
    Outcome outcome =
        espy(
            "explain",
            run,
            image(2),
            folder.resolve("*.png"),
            "-o",
            output,
            "--json",
            "--top-k",
            2);

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    JsonNode json = outcome.json();
    assertThat(json.propertyNames()).containsExactly("explanations", "unreadable", "finished");
    JsonNode explanation = json.get("explanations").get(0);
    assertThat(explanation.propertyNames())
        .containsExactly("image", "answers", "loss", "place", "map", "output");
    assertThat(explanation.get("image").stringValue()).isEqualTo(image(2).toString());
    assertThat(explanation.get("answers")).hasSize(2);
    assertThat(explanation.get("answers").get(0).get("label").stringValue()).isEqualTo("middle");
    assertThat(explanation.get("answers").get(0).get("confidence").doubleValue())
        .isBetween(0.4, 1.0);
    JsonNode map = explanation.get("map");
    assertThat(map.get("rows").intValue()).isEqualTo(8);
    assertThat(map.get("columns").intValue()).isEqualTo(8);
    assertThat(map.get("evidence")).hasSize(64);
    assertThat(explanation.get("output").stringValue())
        .isEqualTo(output.resolve("2.explained.png").toString());
    assertThat(json.get("unreadable").get(0).get("reason").stringValue()).isEqualTo("no such file");
    assertThat(outcome.err())
        .contains("1 image could not be read:", folder.resolve("*.png") + ": no such file");
  }

  @Test
  void refusesToStartWithNothingReadable() {
    Outcome missing = espy("explain", run, folder.resolve("*.png"), "-o", output);
    assertThat(missing.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(missing.err()).contains("espy: " + folder.resolve("*.png") + ": no such file\n");

    Outcome data = espy("explain", run, shared.resolve("data"), "-o", output);
    assertThat(data.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(data.err()).contains("a folder, not an image; give the image files in it, such as ");

    Outcome csv = espy("explain", run, shared.resolve("data/train.csv"), "-o", output);
    assertThat(csv.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(csv.err()).contains("not an image; give the image files themselves");
    assertThat(output).doesNotExist();
  }

  @Test
  void imagesOfTheSameNameGetPicturesOfTheirOwn() throws IOException {
    Path other = folder.resolve("1.png");
    Files.copy(image(3), other);

    assertThat(espy("explain", run, image(1), other, "-o", output).status()).isZero();
    assertThat(espy("explain", run, image(1), other, "-o", output).status()).isZero();

    assertThat(output.toFile().list())
        .containsExactlyInAnyOrder("1.explained.png", "1-2.explained.png");
  }

  @Test
  void neverReplacesAnInput() throws IOException {
    Path own = Files.createDirectories(output).resolve("1.explained.png");
    Files.copy(image(3), own);
    byte[] before = Files.readAllBytes(own);

    Outcome outcome = espy("explain", run, image(1), own, "-o", output);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains(own.toString(), "would be overwritten");
    Outcome metrics = espy("explain", run, own, "-o", output, "--metrics-file", own);
    assertThat(metrics.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(own).hasBinaryContent(before);
    assertThat(output.toFile().list()).containsExactly("1.explained.png");
  }

  @Test
  void refusesModelsThatCannotBeUsed() {
    Path text = SmallData.text(folder.resolve("model.espy"), "text");
    Outcome noModel = espy("explain", text, image(1), "-o", output);
    assertThat(noModel.status()).isEqualTo(ExitStatus.BAD_INPUT);
    Path model = Trained.overflowing(folder);
    Outcome noNumbers = espy("explain", model, image(1), "-o", output);
    assertThat(noNumbers.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(noNumbers.err()).contains(model + ": ", "are not numbers");
    assertThat(output).doesNotExist();
  }

  @Test
  void failsIfThePicturesCannotBeWritten() throws IOException {
    Path file = SmallData.text(folder.resolve("file"), "text");

    Outcome outcome =
        Espy.on(StandInEngine.broken()).run("explain", run, image(1), image(2), "-o", file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err())
        .as("before the engine is used")
        .contains("espy: " + file + ": this is a file; give the name of a folder to write");
    assertThat(file).hasContent("text");
    Path inTheWay = Files.createDirectories(output.resolve("2.explained.png"));
    Outcome second = espy("explain", run, image(1), image(2), "-o", output);
    assertThat(second.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(second.err()).contains(inTheWay + ": this is a folder");
    assertThat(output.toFile().list()).containsExactly("2.explained.png");
  }

  @Test
  void keepsWhatWasExplainedBeforeAnInterruption() {
    Cancellation cancellation = new Cancellation();
    AtomicInteger batches = new AtomicInteger();
    StandInEngine engine =
        new StandInEngine() {
          @Override
          public Classifier open(Model model) {
            Classifier classifier = super.open(model);
            return new Classifier() {
              @Override
              public float[] classify(Batch batch) {
                // An image takes a single answer and three batches of hidden areas.
                if (batches.incrementAndGet() == 7) {
                  cancellation.cancel();
                }
                return classifier.classify(batch);
              }

              @Override
              public void close() {
                classifier.close();
              }
            };
          }
        };

    Outcome outcome =
        Espy.on(engine, cancellation)
            .run("explain", run, image(1), image(2), image(3), "-o", output, "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.err()).contains("Interrupted: only the images so far are explained.");
    assertThat(outcome.json().get("explanations")).hasSize(1);
    assertThat(outcome.json().get("finished").booleanValue()).isFalse();
    assertThat(output.toFile().list()).containsExactly("1.explained.png");
  }
}
