package dev.espy.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.domain.Shape;
import dev.espy.domain.port.EngineSamples;
import java.nio.file.Path;

/** Runs of training that tests start from. */
public final class Trained {

  private Trained() {}

  /** Returns the run folder of a softmax regression that knows the labels of {@link SmallData}. */
  public static Path onThree(Path folder) {
    return on(SmallData.ofThree(folder.resolve("data"), 30), folder);
  }

  /** Returns the run folder of a softmax regression on some data. */
  public static Path on(Path data, Path folder) {
    Path run = folder.resolve("run");
    Espy.Outcome outcome =
        Espy.espy(
            "train",
            data,
            "--run",
            run,
            "--architecture",
            softmaxRegression(folder),
            "--epochs",
            20,
            "--batch-size",
            8,
            "--learning-rate",
            0.05);
    assertThat(outcome.err()).contains("epoch 20/20");
    assertThat(outcome.status()).isZero();
    return run;
  }

  /**
   * Returns the file of a model whose answers are no numbers, for the data of {@link SmallData}.
   */
  public static Path overflowing(Path folder) {
    Path file = folder.resolve("overflowing/model.espy");
    SmallData.text(file.resolveSibling("note.txt"), "");
    Shape input = new Shape(1, 8, 8);
    new EspyModelFiles().save(EngineSamples.overflowing(input, "left", "middle", "right"), file);
    return file;
  }

  /** Returns an architecture file without hidden layers. */
  public static Path softmaxRegression(Path folder) {
    return SmallData.text(folder.resolve("softmax.yaml"), "layers: []\n");
  }
}
