package dev.espy.adapters.cli;

import dev.espy.application.RunListener;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
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

  /** Opens a data set, and says which files and columns it is. */
  DataSet open(DataSetPort dataSets, Path data, Purpose purpose, RunListener listener) {
    return open(dataSets, new Location(data, images, imageColumn, labelColumn, purpose), listener);
  }

  /** Opens images to validate on, with the same columns; they are looked for beside their table. */
  @Nullable DataSet openBesides(
      DataSetPort dataSets, @Nullable Path otherData, RunListener listener) {
    return otherData == null
        ? null
        : open(
            dataSets,
            new Location(otherData, null, imageColumn, labelColumn, Purpose.VALIDATE),
            listener);
  }

  static DataSet open(DataSetPort dataSets, Location location, RunListener listener) {
    DataSet opened = dataSets.open(location);
    listener.note(opened.describe());
    return opened;
  }
}
