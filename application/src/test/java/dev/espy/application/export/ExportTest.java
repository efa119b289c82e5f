package dev.espy.application.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.StorageException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelExport;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.ModelExportPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

  @TempDir Path folder;
  private Path output;
  private final InMemoryModelExport format = new InMemoryModelExport();
  private final Recorder recorder = new Recorder();
  private final Model model = model(1);

  @BeforeEach
  void name() {
    output = folder.resolve("model.memory");
  }

  private static Model model(long seed) {
    Preprocessing preprocessing = Preprocessing.scaled(Pictures.SHAPE);
    Architecture none = new Architecture(List.of());
    NetworkSpec spec = new NetworkSpec(preprocessing, 2, none, Optimizer.Adam.standard(), 16, seed);
    return new Model(
        Labels.of(List.of(new Label("upper"), new Label("lower"))),
        preprocessing,
        none,
        NetworkState.initial(spec).tensors(),
        ExampleModels.small(1).provenance());
  }

  private ExportResult export(ModelExportPort format, InMemoryDataSet images) {
    return new Export(format, new ReferenceEngine())
        .run(new ExportRequest(model, images, output), RunControl.of(recorder));
  }

  /** An export whose files answer otherwise than they should. */
  private ModelExportPort answering(BiFunction<Batch, float[], float[]> change) {
    return new ModelExportPort() {
      @Override
      public String format() {
        return "memory";
      }

      @Override
      public void write(Model written, OutputStream to) throws IOException {
        format.write(written, to);
      }

      @Override
      public Classifier open(Path file) {
        Classifier right = format.open(file);
        return new Classifier() {
          @Override
          public float[] classify(Batch batch) {
            return change.apply(batch, right.classify(batch));
          }

          @Override
          public void close() {
            right.close();
          }
        };
      }
    };
  }

  private ModelExportPort off(float by) {
    return answering(
        (batch, answers) -> {
          answers[answers.length - 1] += by;
          return answers;
        });
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writesTheModelAndChecksTheFile() throws IOException {
    ExportResult result = export(format, Pictures.halves("data", 150));

    assertThat(format.model(output)).isEqualTo(model);
    assertThat(files()).containsExactly(output);
    assertThat(result).isEqualTo(new ExportResult(Files.size(output), 150, 150, 0, List.of()));
    assertThat(recorder.phases).containsExactly("CHECKING 150", "CHECKING finished");
    assertThat(recorder.classified).isEqualTo(150);
  }

  @Test
  void checksOnImagesFromAllOverALargeDataSet() {
    InMemoryDataSet data = new InMemoryDataSet("data");
    int all = 2 * Export.IMAGES + 1;
    for (int i = 0; i < all; i++) {
      data.add(i + ".png", new Label("upper"), Pictures.half(i > all - 10, i));
    }
    boolean[] bright = new boolean[1];

    ExportResult result =
        export(
            answering(
                (batch, answers) -> {
                  for (int i = 0; i < batch.size(); i++) {
                    bright[0] |= (batch.pixels()[i * Pictures.SHAPE.size()] & 0xff) >= 150;
                  }
                  return answers;
                }),
            data);

    assertThat(result.images()).isEqualTo(Export.IMAGES);
    assertThat(bright[0]).isTrue();
  }

  @Test
  void checksOnDrawnImagesWhereThereAreNoOthers() {
    ExportResult result = export(format, null);

    assertThat(result.images()).isEqualTo(64);
    assertThat(result.sameLabels()).isEqualTo(64);
    assertThat(output).exists();
  }

  @Test
  void drawsImagesThatDiffer() {
    Batch drawn = new SyntheticImages(ExampleModels.small(1).preprocessing().input()).next(64);

    assertThat(drawn.size()).isEqualTo(64);
    assertThat(Stream.of(0, 1, 2, 3).map(i -> drawn.pixels()[i * 192]).distinct())
        .hasSizeGreaterThan(1);
    assertThat(drawn.pixels()).contains(0).contains(255);
  }

  @Test
  void drawsTheSameImagesInPartsOfAnySize() {
    SyntheticImages parts = new SyntheticImages(Pictures.SHAPE);
    byte[] all = new SyntheticImages(Pictures.SHAPE).next(5).pixels();

    assertThat(parts.next(3).pixels()).isEqualTo(Arrays.copyOf(all, 3 * 36));
    assertThat(parts.next(2).pixels()).isEqualTo(Arrays.copyOfRange(all, 3 * 36, 5 * 36));
  }

  @Test
  void tellsHowFarTheAnswersAreApart() {
    ExportResult result = export(off(5e-5f), Pictures.halves("data", 10));

    assertThat(result.maximumDifference()).isBetween(4.9e-5, 5.1e-5);
    assertThat(result.sameLabels()).isEqualTo(10);
  }

  @Test
  void refusesAFileThatAnswersOtherwiseAndKeepsWhatWasThere() throws IOException {
    Files.writeString(output, "before");

    assertThatThrownBy(() -> export(off(2e-4f), Pictures.halves("data", 10)))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(output + ": not written")
        .hasMessageContaining("2.0e-04");

    assertThat(output).hasContent("before");
    assertThat(files()).containsExactly(output);
  }

  @Test
  void refusesAFileThatAnswersWithWhatIsNoNumber() {
    assertThatThrownBy(() -> export(off(Float.NaN), Pictures.halves("data", 10)))
        .isInstanceOf(BadModelException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void countsLabelsThatDiffer() {
    ModelExportPort swapped =
        answering(
            (batch, answers) -> {
              float[] other = answers.clone();
              other[0] = answers[1];
              other[1] = answers[0];
              return other;
            });

    assertThatThrownBy(() -> export(swapped, Pictures.halves("data", 10)))
        .hasMessageContaining("labels for 1 of 10 images");
  }

  @Test
  void leavesOutImagesThatCannotBeRead() {
    InMemoryDataSet data = Pictures.halves("data", 4);
    data.addUnreadable("5.png", new Label("upper"), "broken");

    ExportResult result = export(format, data);

    assertThat(result.images()).isEqualTo(4);
    assertThat(result.unreadable()).extracting(bad -> bad.reason()).containsExactly("broken");
  }

  @Test
  void refusesToCheckOnNothing() {
    InMemoryDataSet data = new InMemoryDataSet("data");
    data.addUnreadable("1.png", new Label("upper"), "broken");

    assertThatThrownBy(() -> export(format, data))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("data: none of the images can be read; the first is in row 2: broken");
    assertThat(files()).isEmpty();
  }

  @Test
  void writesNothingWhenItIsCancelled() {
    assertThatThrownBy(
            () ->
                new Export(format, new ReferenceEngine())
                    .run(
                        new ExportRequest(model, Pictures.halves("data", 10), output),
                        new RunControl(recorder, () -> true, System::nanoTime)))
        .isInstanceOf(CancellationException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void saysWhereItCannotWrite() {
    output = folder;

    assertThatThrownBy(() -> export(format, null)).isInstanceOf(StorageException.class);
  }

  @Test
  void refusesAModelWhoseAnswersAreNoNumbers() {
    Model overflowing = EngineSamples.overflowing(Pictures.SHAPE, "upper", "lower");
    for (InMemoryDataSet images : Arrays.asList(null, Pictures.halves("data", 4))) {
      assertThatThrownBy(
              () ->
                  new Export(format, new ReferenceEngine())
                      .run(new ExportRequest(overflowing, images, output), RunControl.of(recorder)))
          .isInstanceOf(BadModelException.class)
          .hasMessageContaining("not numbers");
      assertThat(files()).isEmpty();
    }
  }
}
