package dev.espy.adapters.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.domain.network.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as it is shipped, from images to predictions. */
class RealEngineTest {

  @TempDir Path folder;

  private Path train(Path data, String name, int seed, Object... more) {
    Path architecture =
        SmallData.text(
            folder.resolve("small.yaml"),
            """
            layers:
              - convolution: {filters: 4}
              - max-pooling: {}
              - dropout: {rate: 0.1}
              - dense: {units: 16}
            """);
    Path run = folder.resolve(name);
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                data,
                "--run",
                run,
                "--epochs",
                2,
                "--batch-size",
                8,
                "--learning-rate",
                0.01,
                "--seed",
                seed,
                "--architecture",
                architecture));
    words.addAll(List.of(more));
    Outcome outcome = Espy.real().run(words.toArray());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return run;
  }

  private static Model model(Path run) {
    return new EspyModelFiles().load(run);
  }

  @Test
  void learnsValidatesAndPredicts() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 150);
    Path test = SmallData.grey(folder.resolve("test/test.csv")).header("id").unlabelled(30).write();

    Path run = train(data, "run", 1);

    Outcome validated = Espy.real().run("validate", run, data, "--json");
    assertThat(validated.json().get("images").intValue()).isEqualTo(150);
    assertThat(validated.json().get("accuracy").doubleValue()).isEqualTo(1);
    Path output = folder.resolve("predictions.csv");
    assertThat(Espy.real().run("predict", run, test, "-o", output).status()).isZero();
    List<String> rows = Files.readAllLines(output);
    assertThat(rows).hasSize(31);
    assertThat(rows.subList(1, 4))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("1,left,"),
            row -> assertThat(row).startsWith("2,middle,"),
            row -> assertThat(row).startsWith("3,right,"));
    assertThat(Espy.real().run("inspect", run).out()).contains("engine      Deeplearning4j");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void worksOnTheGivenNumberOfThreads(int threads) throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 60);

    Path run = train(data, "run", 1, "--threads", threads);

    Path output = folder.resolve("predictions.csv");
    for (String engine : List.of("onnx", "dl4j")) {
      Outcome predicted =
          Espy.real()
              .run("predict", run, data, "-o", output, "--engine", engine, "--threads", threads);
      assertThat(predicted.status()).as(predicted.err()).isZero();
      assertThat(Files.readAllLines(output)).hasSize(61);
    }
    Outcome validated = Espy.real().run("validate", run, data, "--json", "--threads", threads);
    assertThat(validated.status()).as(validated.err()).isZero();
    assertThat(validated.json().get("images").intValue()).isEqualTo(60);
    Outcome exported =
        Espy.real().run("export", run, "-o", folder.resolve("m.onnx"), "--threads", threads);
    assertThat(exported.status()).as(exported.err()).isZero();
  }

  @Test
  void givesTheSameWeightsForTheSameSeed() {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);

    Model model = model(train(data, "a", 1));

    assertThat(model.tensors()).isEqualTo(model(train(data, "b", 1)).tensors());
    assertThat(model.tensors()).isNotEqualTo(model(train(data, "c", 2)).tensors());
  }

  @Test
  void keepsNoModelThatDoesNotAnswerWithNumbers() {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    for (String validation : List.of("0", "0.2")) {
      for (String emaDecay : List.of("0", "0.9")) {
        Path run = folder.resolve("diverged" + validation + emaDecay);

        Outcome outcome =
            Espy.real()
                .run(
                    "train",
                    data,
                    "--run",
                    run,
                    "--preset",
                    "mlp",
                    "--optimizer",
                    "sgd",
                    "--learning-rate",
                    "1e30",
                    "--batch-size",
                    100,
                    "--epochs",
                    1,
                    "--validation",
                    validation,
                    "--ema-decay",
                    emaDecay);

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.err()).contains("try a smaller learning rate");
        assertThat(run.resolve("model.espy")).doesNotExist();
      }
    }
  }
}
