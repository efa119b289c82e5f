package dev.espy.adapters.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.Label;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.ModelStoreContract;
import dev.espy.domain.port.ModelStorePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class EspyModelFilesTest extends ModelStoreContract {

  @Override
  protected ModelStorePort store() {
    return new EspyModelFiles();
  }

  @Test
  void theSameModelGivesTheSameBytesInEveryTimeZone() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      store().save(ExampleModels.small(1), folder.resolve("tokyo.espy"));
      TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
      store().save(ExampleModels.small(1), folder.resolve("lima.espy"));
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(folder.resolve("tokyo.espy")).hasSameBinaryContentAs(folder.resolve("lima.espy"));
  }

  @Test
  void aModelThatWasLoadedIsSavedAsTheSameBytes() {
    store().save(ExampleModels.small(1), folder.resolve("a.espy"));

    store().save(store().load(folder.resolve("a.espy")), folder.resolve("b.espy"));

    assertThat(folder.resolve("a.espy")).hasSameBinaryContentAs(folder.resolve("b.espy"));
  }

  @Test
  void modelJsonIsForPeople() {
    assertThat(Forgery.of(ExampleModels.small(1)).json())
        .startsWith(
            """
            {
              "formatVersion": 1,
              "labels": [
                "T-shirt/top",
                "0",
                "犬"
              ],
              "input": {
                "channels": 3,
                "height": 8,
                "width": 8
              },
              "preprocessing": {
                "mean": 0.1307,
                "deviation": 0.3081
              },
              "architecture": {
                "layers": [
                  {
                    "convolution": {
                      "filters": 2,
            """)
        .endsWith(
            """
                "settings": {
                  "seed": "1",
                  "epochs": "10",
                  "class-weights": "auto"
                }
              },
              "weightsSha256": "SHA"
            }
            """);
  }

  @Test
  void olderProgramsReadAModelWithoutACalibrationAndRefuseOneWithIt() {
    Model model = ExampleModels.small(1);
    assertThat(Forgery.of(model).json()).contains("\"formatVersion\": 1,");
    assertThat(Forgery.of(model.with(ExampleModels.calibration(3, 0.61f))).json())
        .contains("\"formatVersion\": 2,", "\"temperature\": 0.61,");
  }

  @Test
  void otherToolsMayPackModelJsonTheirWay() {
    Model model = ExampleModels.small(1);
    Forgery same = Forgery.of(model);
    String oneLine = same.json().replaceAll("\\s*\n\\s*", "");
    same.withJson(oneLine + " ").writeTo(folder.resolve("a.espy"));

    assertThat(store().load(folder.resolve("a.espy"))).isEqualTo(model);
  }

  @Test
  void orderAndMetadataOfTheWeightsAreFree() {
    Model model = ExampleModels.small(1);
    Forgery same = Forgery.of(model);
    String header = same.header();
    int second = header.indexOf("\"conv1.bias\"");
    int third = header.indexOf("\"dense1.weight\"");
    same.withHeader(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + header.substring(second, third)
                + header.substring(1, second)
                + header.substring(third))
        .writeTo(folder.resolve("a.espy"));

    Model loaded = store().load(folder.resolve("a.espy"));

    assertThat(loaded).isEqualTo(model);
    assertThat(loaded.tensors().keySet()).containsExactlyElementsOf(model.tensors().keySet());
  }

  @Test
  void keysThatANewerEspyAddsArePassedOver() {
    Model model = ExampleModels.small(1);
    Forgery.of(model)
        .replace("\"labels\": [", "\"mascot\": {\"name\": [1, null]}, \"labels\": [")
        .replace("\"created\":", "\"mood\": \"good\", \"created\":")
        .writeTo(folder.resolve("a.espy"));

    assertThat(store().load(folder.resolve("a.espy"))).isEqualTo(model);
  }

  @Test
  void theValidationAccuracyMayBeNull() {
    Forgery.of(ExampleModels.small(1)).replace("0.875", "null").writeTo(folder.resolve("a.espy"));
    assertThat(store().load(folder.resolve("a.espy")).provenance().validationAccuracy()).isNull();
  }

  @Test
  void awkwardNumbersAndTextSurvive() {
    Model small = ExampleModels.small(1);
    for (float deviation : new float[] {Float.MIN_VALUE, Float.MAX_VALUE, 8.589973e9f, 1 / 3f}) {
      Model model =
          new Model(
              small.labels(),
              new Preprocessing(small.preprocessing().input(), -deviation, deviation),
              small.architecture(),
              small.tensors(),
              new Provenance(
                  Instant.MAX,
                  "",
                  "a\nb\t\"c\"\\",
                  "\u0000\u2028",
                  "😀",
                  Integer.MAX_VALUE,
                  0,
                  0,
                  Math.nextDown(1.0),
                  Map.of()));

      store().save(model, folder.resolve("a.espy"));

      assertThat(store().load(folder.resolve("a.espy"))).isEqualTo(model);
    }
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("model.espy").resolve("occupied"));
    Path inFile = Files.writeString(folder.resolve("file"), "text").resolve("model.espy");

    for (Path impossible : List.of(occupied.getParent(), inFile)) {
      assertThatThrownBy(() -> store().save(ExampleModels.small(1), impossible))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(impossible + ": ");
    }

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(occupied.getParent(), inFile.getParent());
    }
  }

  @Test
  void anInterruptedThreadStillSavesAndLoads() {
    Thread.currentThread().interrupt();
    try {
      store().save(ExampleModels.small(1), folder.resolve("a.espy"));
      assertThat(store().load(folder.resolve("a.espy"))).isEqualTo(ExampleModels.small(1));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aReaderSeesTheOldModelOrTheNewOneWhileItIsReplaced() {
    List<Model> models = List.of(ExampleModels.small(1), ExampleModels.small(2));
    Path file = folder.resolve("a.espy");
    store().save(models.get(0), file);

    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 50; i++) {
                store().save(models.get(i % 2), file);
              }
            });
    do {
      assertThat(models).contains(store().load(file));
    } while (!writer.isDone());
    writer.join();

    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aCompressedModelJsonIsReadAndCompressedWeightsAreNot() {
    Forgery.zip(
        folder.resolve("a.espy"), ZipEntry.DEFLATED, Forgery.of(ExampleModels.small(1)).entries());

    assertThatThrownBy(() -> store().load(folder.resolve("a.espy")))
        .hasMessage(
            folder.resolve("a.espy")
                + ": weights.safetensors is compressed: zip it again without compression (zip -0)");
  }

  /** The example was trained and saved before the documents became records. */
  @Test
  void aModelFileOfFormatVersion1IsReadAndSavedAsTheSameBytes() throws Exception {
    Path file =
        Path.of(Objects.requireNonNull(getClass().getResource("/format1/model.espy")).toURI());

    Model model = store().load(file);

    assertThat(model.labels().asList())
        .extracting(Label::name)
        .containsExactly("column", "diagonal", "row");
    assertThat(model.preprocessing()).isEqualTo(Preprocessing.scaled(new Shape(1, 8, 8)));
    assertThat(model.architecture().layers())
        .extracting(Layer::kind)
        .containsExactly("conv", "norm", "block", "pool", "dropout", "dense");
    assertThat(model.provenance().validationAccuracy()).isEqualTo(1 / 3.0);
    assertThat(model.provenance().settings())
        .containsEntry("augment", "shift=1,rotate=5,light=0.1,erase=0.2,mixup=0.2")
        .containsEntry("averaging", "0.9");
    store().save(model, folder.resolve("a.espy"));
    assertThat(folder.resolve("a.espy")).hasSameBinaryContentAs(file);
  }
}
