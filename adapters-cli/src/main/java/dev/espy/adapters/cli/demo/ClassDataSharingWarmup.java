package dev.espy.adapters.cli.demo;

import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Initialization;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterPort;
import dev.espy.domain.port.ModelStorePort;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code espy warmup}: runs the main commands on a tiny data set, so that the launcher can record
 * the classes that they load. Not for users.
 */
@Command(name = "warmup", hidden = true)
public final class ClassDataSharingWarmup implements Callable<Integer> {

  private static final FolderContents CONTENTS =
      FolderContents.of("test.csv", "images", ModelStorePort.FILE_NAME, "run", "predictions.csv");
  private static final int IMAGES = 30;
  private static final Shape INPUT = new Shape(1, 12, 12);

  private final ModelStorePort models;
  private final DataSetWriterPort writer;
  private final Supplier<CommandLine> espy;

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "An empty folder for all files.")
  private Path folder;

  /**
   * @param models the store of the model to predict with
   * @param writer the writer of CSVs and images
   * @param espy the source of command lines
   */
  public ClassDataSharingWarmup(
      ModelStorePort models, DataSetWriterPort writer, Supplier<CommandLine> espy) {
    this.models = models;
    this.writer = writer;
    this.espy = espy;
  }

  @Override
  public Integer call() {
    try (OwnedFolder held = OwnedFolder.open(folder, CONTENTS)) {
      return warmUp(held.path());
    }
  }

  private int warmUp(Path folder) {
    Path data = folder.resolve("test.csv");
    Path model = folder.resolve(ModelStorePort.FILE_NAME);
    Path run = folder.resolve("run");
    Path output = folder.resolve("predictions.csv");
    try (DataSet shapes = new DrawnShapes(IMAGES, 1)) {
      writer.write(shapes, true, data, 1, () -> {});
      models.save(untrained(shapes), model);
    }
    int status = 0;
    // The most frequent command comes first: if one fails, the classes of the others are known. A
    // folder as data set needs more classes than a file.
    for (List<String> command :
        List.of(
            List.of("predict", model.toString(), folder.toString(), "--output", output.toString()),
            List.of("validate", model.toString(), data.toString()),
            List.of("inspect", model.toString()),
            List.of("--help"),
            // Enough images to validate on, so that the model is calibrated.
            List.of(
                "train",
                data.toString(),
                "--epochs",
                "1",
                "--validation",
                "0.7",
                "--run",
                run.toString()))) {
      status = Math.max(status, espy.get().execute(command.toArray(String[]::new)));
    }
    return status;
  }

  private static Model untrained(DataSet data) {
    Labels labels = Labels.of(data.samples().flatMap(sample -> sample.truth().stream()).toList());
    Architecture architecture = Architecture.tutorial();
    Network network = Network.of(architecture, INPUT, labels.size());
    Provenance provenance =
        new Provenance(
            Instant.EPOCH, "warmup", "none", "any", data.name(), 0, 0, 0, null, Map.of());
    return new Model(
        labels,
        Preprocessing.scaled(INPUT),
        architecture,
        Initialization.glorot(network, 1),
        provenance);
  }
}
