package dev.espy.adapters.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.espy.domain.BadModelException;
import dev.espy.domain.fake.ExampleCheckpoints;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.port.CheckpointStoreContract;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EspyCheckpointFilesTest extends CheckpointStoreContract {

  private static final Checkpoint CHECKPOINT = ExampleCheckpoints.small(1);
  private static final Forgery GOOD = Forgery.of(CHECKPOINT);

  @Override
  protected CheckpointStorePort store() {
    return new EspyCheckpointFiles();
  }

  @Test
  void checkpointJsonIsForPeople() {
    assertThat(GOOD.json())
        .startsWith(
            """
            {
              "formatVersion": 2,
              "data": "d1ce",
              "recipe": {
                "validation": 0.2,
                "image-size": "auto",
                "colour": "auto",
                "epochs": "5000 steps",
            """)
        .contains(
            """
              "decided": {
                "augmentation": "shift=0.04,flip=0.5"
              },
              "steps": 14,
              "plannedSteps": 70,
              "epochs": [
                {
                  "number": 1,
                  "trainLoss": 0.3333333333333333,
                  "trainAccuracy": 0.25,
                  "validation": {
                    "loss": 1.5,
            """)
        .contains("\"m.conv1.weight\": [")
        .endsWith("\"weightsSha256\": \"SHA\"\n}\n");
    assertThat(GOOD.header())
        .contains(
            "\"network.conv1.weight\"", "\"optimizer.v.conv1.bias\"", "\"average.output.bias\"");
  }

  @Test
  void aForgeryWithNothingWrongIsACheckpoint() {
    GOOD.writeTo(folder.resolve("a.espy"));

    assertThat(store().load(folder.resolve("a.espy"))).contains(CHECKPOINT);
  }

  /**
   * The example was saved before there were micro-batches, when a batch was learned from at once.
   */
  @Test
  void aCheckpointWithoutMicroBatchesHasThemAsLargeAsABatch() throws Exception {
    Path file =
        Path.of(Objects.requireNonNull(getClass().getResource("/format2/checkpoint.espy")).toURI());

    Checkpoint checkpoint = store().load(file).orElseThrow();

    assertThat(checkpoint.recipe())
        .isEqualTo(CHECKPOINT.recipe().toBuilder().batchSize(128).microBatchSize(128).build());
    assertThat(checkpoint.state()).isEqualTo(CHECKPOINT.state());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("formatVersion", GOOD.withJson("{}")),
        arguments("made by a newer Espy", GOOD.replace("Version\": 2", "Version\": 3")),
        arguments("made by an older Espy", GOOD.replace("Version\": 2", "Version\": 1")),
        arguments("recipe is missing or not an object", GOOD.replace("\"recipe\"", "\"r\"")),
        arguments("'many' is not a whole number", GOOD.replace("\"5000 steps\"", "\"many\"")),
        arguments("kinds are convolution", GOOD.replace("\"global-average-pooling\"", "\"g\"")),
        arguments("data is missing or not text", GOOD.replace("\"d1ce\"", "1")),
        arguments("data is missing or not text", GOOD.replace("\"d1ce\"", "null")),
        arguments("steps is missing", GOOD.replace("\"steps\": 14", "\"steps\": null")),
        arguments("steps is missing", GOOD.replace("\"steps\": 14", "\"steps\": \"14\"")),
        arguments("steps is missing", GOOD.replace("\"steps\": 14", "\"steps\": 1e99")),
        arguments("step -1", GOOD.replace("\"steps\": 14", "\"steps\": -1")),
        arguments("71 steps taken, 70 planned", GOOD.replace("steps\": 14", "steps\": 71")),
        arguments(
            "augmentation is missing or not text", GOOD.replace("\"shift=0.04,flip=0.5\"", "[]")),
        arguments("epochs is missing or not a list", GOOD.replace("\"epochs\"", "\"e\"")),
        arguments("epoch 2 is not in its place", GOOD.replace("\"number\": 2", "\"number\": 3")),
        arguments("trainLoss is missing", GOOD.replace("1.0E-300", "\"small\"")),
        arguments("best is missing or not true", GOOD.replace("\"best\": true", "\"best\": 1")),
        arguments("optimizer is missing or not an object", GOOD.replace("\"optimizer\"", "\"o\"")),
        arguments("network.conv1.bias[0] is missing or not a whole number", shapeOfBias("2.0")),
        arguments("the shape of network.conv1.bias", shapeOfBias("0")),
        arguments("the shape of network.conv1.bias", shapeOfBias("-2")),
        arguments("tensor 'network.conv1.bias' has shape [2], not [3]", shapeOfBias("3")),
        arguments(
            "tensor 'network.conv1.bias' has shape [2], not",
            shapeOfBias("2147483647, 2147483647, 2147483647")),
        arguments(
            "'network.x' is missing", GOOD.replace("\"network\": {", "\"network\":{\"x\":[],")),
        arguments("belongs to no layer", GOOD.replaceInHeader("\"network.conv1.bias", "\"conv9")),
        arguments("SHA-256", GOOD.replace("\"SHA\"", "\"0\"")));
  }

  private static Forgery shapeOfBias(String dimensions) {
    String json = GOOD.json();
    String name = "\"conv1.bias\": [";
    int from = json.indexOf(name) + name.length();
    return GOOD.withJson(
        json.substring(0, from) + dimensions + json.substring(json.indexOf(']', from)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWithOneSentence(String reason, Forgery forgery) {
    Path file = folder.resolve("a.espy");
    forgery.writeTo(file);

    assertThatThrownBy(() -> store().load(file))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason)
        .hasMessageMatching(".*(or train again|train again in another folder|update Espy)");
  }

  @Test
  void aModelIsNoCheckpoint() {
    Path file = folder.resolve("model.espy");
    new EspyModelFiles().save(ExampleModels.small(1), file);

    assertThatThrownBy(() -> store().load(file))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("the zip holds checkpoint.json 0 times");
    assertThatThrownBy(() -> store().load(folder)).isInstanceOf(BadModelException.class);
  }

  @Test
  void aDamagedFileIsTheCheckpointAsItWasOrRefused() throws IOException {
    Path file = folder.resolve("a.espy");
    store().save(CHECKPOINT, file);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int at = 0; at < good.length; at += 17) {
      byte[] bytes = good.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      assertThat(loadedOrRefused(file)).as("bit at " + at).isIn(CHECKPOINT, null);
      Files.write(file, Arrays.copyOf(good, at));
      assertThat(loadedOrRefused(file)).as("length " + at).isNull();
    }
  }

  private @Nullable Checkpoint loadedOrRefused(Path file) {
    try {
      return store().load(file).orElseThrow();
    } catch (BadModelException e) {
      return null;
    }
  }

  @Test
  void whenTheProgramIsKilledTheOldOrTheNewOneIsThere() throws Exception {
    Path file = folder.resolve(CheckpointStorePort.FILE_NAME);
    Random moments = new Random(3);
    for (int kill = 0; kill < 20; kill++) {
      SavingForEver.killAt(file, moments.nextInt(60_000));

      Optional<Checkpoint> left = store().load(file);

      long number = left.orElseThrow().state().step();
      assertThat(left).contains(SavingForEver.checkpoint(number));
    }
  }
}
