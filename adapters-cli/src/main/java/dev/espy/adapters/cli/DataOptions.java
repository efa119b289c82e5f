package dev.espy.adapters.cli;

import dev.espy.domain.port.DataSetPort;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to read a data set. */
class DataOptions {

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The folder of the images, if it is not beside the CSV.")
  @Nullable Path images;

  @Option(
      names = "--image-column",
      paramLabel = "NAME",
      description = "The header of the column of image names, if it is not a usual one.")
  @Nullable String imageColumn;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "The header of the column of labels, if it is not a usual one.")
  @Nullable String labelColumn;

  DataSetPort.Location location(Path data, boolean labels) {
    return new DataSetPort.Location(data, images, imageColumn, labelColumn, labels);
  }

  /** Returns where other data with the same columns is; its images are looked for beside it. */
  DataSetPort.Location besides(Path otherData) {
    return new DataSetPort.Location(otherData, null, imageColumn, labelColumn, true);
  }
}
