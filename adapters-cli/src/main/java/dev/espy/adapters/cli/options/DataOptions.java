package dev.espy.adapters.cli.options;

import dev.espy.application.RunListener;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for reading a data set. */
public class DataOptions {

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The folder of the images, if they are not beside the CSV.")
  private @Nullable Path images;

  @Option(
      names = "--image-column",
      paramLabel = "NAME",
      description = "The header of the column of image names, if it is not a usual one.")
  private @Nullable String imageColumn;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "The header of the column of labels, if it is not a usual one.")
  private @Nullable String labelColumn;

  /** Opens a data set and notes which files and columns it reads. */
  public DataSet open(DataSetPort dataSets, Path data, Purpose purpose, RunListener listener) {
    return open(dataSets, new Location(data, images, imageColumn, labelColumn, purpose), listener);
  }

  /**
   * Opens a data set for validation with the same columns. Its images are beside its table.
   *
   * @param otherData the data set, or null for none
   */
  @Nullable DataSet openBesides(
      DataSetPort dataSets, @Nullable Path otherData, RunListener listener) {
    return otherData == null
        ? null
        : open(
            dataSets,
            new Location(otherData, null, imageColumn, labelColumn, Purpose.VALIDATE),
            listener);
  }

  /** Opens a location and notes which files and columns it reads. */
  public static DataSet open(DataSetPort dataSets, Location location, RunListener listener) {
    DataSet opened = dataSets.open(location);
    listener.note(opened.describe());
    return opened;
  }
}
