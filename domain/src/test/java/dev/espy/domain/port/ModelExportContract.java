package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of export formats. */
public abstract class ModelExportContract {

  @TempDir protected Path folder;

  /** Returns the export under test. */
  protected abstract ModelExportPort export();

  static Stream<Named<Model>> models() {
    return Stream.of(
        Named.of("labels of all kinds", ExampleModels.small(1)),
        Named.of("layers in a row", EngineSamples.model(EngineSamples.spec(1))),
        Named.of("residual blocks", EngineSamples.model(EngineSamples.residualSpec(1))));
  }

  @Test
  void hasANameThatIsAlsoAnEnding() {
    assertThat(export().format()).matches("[a-z0-9]+");
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesWhatTheModelGives(Model model) throws IOException {
    ModelExportPort export = export();
    Path file = written(export, model, "犬 model." + export.format());
    Batch batch = noise(model, 5);

    try (Classifier expected = new ReferenceEngine().open(model);
        Classifier classifier = export.open(file)) {
      assertThat(classifier.classify(batch))
          .containsExactly(expected.classify(batch), within(1e-5f));
    }
  }

  @Test
  void keepsModelsApart() throws IOException {
    ModelExportPort export = export();
    Path first = written(export, ExampleModels.small(1), "first");
    Path second = written(export, ExampleModels.small(2), "second");
    Batch batch = noise(ExampleModels.small(1), 1);

    try (Classifier one = export.open(first);
        Classifier other = export.open(second)) {
      assertThat(one.classify(batch)).isNotEqualTo(other.classify(batch));
    }
  }

  @Test
  void refusesImagesOfAnotherShape() throws IOException {
    ModelExportPort export = export();
    Path file = written(export, ExampleModels.small(1), "file");

    try (Classifier classifier = export.open(file)) {
      assertThatThrownBy(() -> classifier.classify(Batch.of(new Shape(1, 8, 8), 1, new byte[64])))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void writesTheSameBytesForTheSameModel() throws IOException {
    ModelExportPort export = export();

    assertThat(bytes(export, ExampleModels.small(1)))
        .isEqualTo(bytes(export, ExampleModels.small(1)));
  }

  @Test
  void leavesTheStreamOpen() throws IOException {
    boolean[] closed = new boolean[1];
    OutputStream stream =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    export().write(ExampleModels.small(1), stream);

    assertThat(closed[0]).isFalse();
  }

  @Test
  void passesOnThatTheStreamFailed() {
    IOException full = new IOException("disk full");
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw full;
          }
        };

    assertThatThrownBy(() -> export().write(ExampleModels.small(1), stream)).isSameAs(full);
  }

  @Test
  void refusesWhatItDidNotWrite() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "something else");

    assertThatThrownBy(() -> export().open(other))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(other + ": ");
  }

  @Test
  void refusesWhatIsNotThere() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> export().open(missing))
        .isInstanceOfAny(BadModelException.class, StorageException.class)
        .hasMessageStartingWith(missing + ": ");
  }

  private Path written(ModelExportPort export, Model model, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes(export, model));
  }

  private static byte[] bytes(ModelExportPort export, Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    export.write(model, bytes);
    return bytes.toByteArray();
  }

  private static Batch noise(Model model, int size) {
    Shape shape = model.preprocessing().input();
    byte[] pixels = new byte[size * shape.size()];
    new Random(7).nextBytes(pixels);
    return Batch.of(shape, size, pixels);
  }
}
