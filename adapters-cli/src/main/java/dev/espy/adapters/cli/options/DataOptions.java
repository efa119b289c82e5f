package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.config.ConfigFile;
import dev.espy.application.RunListener;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for reading a data set. */
public class DataOptions {

  /** The names of the options. */
  public static final List<String> NAMES = List.of("--images", "--image-column", "--label-column");

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

  /** Takes what was not typed from a file. */
  void takeFrom(ConfigFile file) {
    images = images == null ? file.path("images") : images;
    imageColumn = imageColumn == null ? file.text("image-column") : imageColumn;
    labelColumn = labelColumn == null ? file.text("label-column") : labelColumn;
  }

  /** Adds the values of the options that are set, by name. */
  void describe(Map<String, String> described) {
    if (images != null) {
      described.put("images", images.toString());
    }
    if (imageColumn != null) {
      described.put("image-column", imageColumn);
    }
    if (labelColumn != null) {
      described.put("label-column", labelColumn);
    }
  }

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
