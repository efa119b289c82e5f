package dev.espy.adapters.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.adapters.onnx.OnnxFormat;
import dev.espy.application.export.Export;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.Architectures;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.recipe.Preset;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that both engines and an exported file agree on real images. */
class EnginesAgreeTest {

  private static final int IMAGES = 40;
  private static final Shape STORED = new Shape(1, 28, 28);

  @TempDir Path folder;

  static Stream<Named<NetworkSpec>> networks() {
    return Stream.concat(
        Architectures.all(),
        Stream.of(Preset.values()).map(preset -> Named.of("preset " + preset, spec(preset))));
  }

  private static NetworkSpec spec(Preset preset) {
    return new NetworkSpec(
        Preprocessing.scaled(STORED),
        10,
        preset.recipe().network(),
        Optimizer.Adam.standard(),
        16,
        5);
  }

  /** Returns the images, made to fit. */
  private static Batch images(Shape shape) {
    byte[] pixels = new byte[IMAGES * shape.size()];
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(
                EnginesAgreeTest.class.getResourceAsStream("/clothes/images.gz")))) {
      in.skipNBytes(16);
      for (int i = 0; i < IMAGES; i++) {
        Image image = new Image(STORED, in.readNBytes(STORED.size())).to(shape);
        System.arraycopy(image.pixels(), 0, pixels, i * shape.size(), shape.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Batch.of(shape, IMAGES, pixels);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void agree(NetworkSpec spec) throws IOException {
    Model model = EngineSamples.learned(spec, 0.05);
    Batch images = images(spec.preprocessing().input());
    Path file = folder.resolve("model.onnx");
    OnnxFormat format = new OnnxFormat();
    try (OutputStream out = Files.newOutputStream(file)) {
      format.write(model, out);
    }

    try (Classifier training = new Dl4jEngine().open(model);
        Classifier predicting = new OnnxEngine().open(model);
        Classifier exported = format.open(file)) {
      float[] expected = training.classify(images);

      assertThat(predicting.classify(images))
          .containsExactly(expected, within((float) Export.TOLERANCE));
      assertThat(exported.classify(images))
          .containsExactly(expected, within((float) Export.TOLERANCE));
    }
  }
}
