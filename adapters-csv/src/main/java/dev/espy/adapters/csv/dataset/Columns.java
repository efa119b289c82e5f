package dev.espy.adapters.csv.dataset;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Remedy;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of image names and labels in a table.
 *
 * @param image the position of the column of image names
 * @param label the position of the column of labels, or -1 if there is none
 * @param guessed true if only its position suggests the column of image names
 */
record Columns(int image, int label, boolean guessed) {

  /** The number of rows by which columns and folders are chosen. */
  static final int FIRST_ROWS = 100;

  private static final Set<String> IMAGE =
      Set.of(
          "id",
          "image",
          "image_name",
          "image_names",
          "image_id",
          "filename",
          "file",
          "file_name",
          "path",
          "name");
  private static final List<String> LABEL =
      List.of("label", "labels", "class", "category", "target");

  /**
   * Finds the columns by the user's options, else by their headers, else by their position: the
   * first column names the image, and the only other one has the label. Of several headers that
   * could name the label, the most usual one is chosen.
   *
   * @param header the table's header
   * @param location the options of the user
   * @param file the name of the table in messages
   * @return one choice for each header that could name the image, from left to right; at least one
   * @throws BadDataSetException if a column that the user named is missing, or labels are needed
   *     and there are none, or the first row is no header
   */
  static List<Columns> candidates(List<String> header, Location location, String file) {
    int label = named(header, location.labelColumn(), Remedy.NAME_LABEL_COLUMN, file);
    if (label < 0) {
      label =
          LABEL.stream()
              .mapToInt(name -> position(header, name))
              .filter(i -> i >= 0)
              .findFirst()
              .orElse(-1);
    }
    int image = named(header, location.imageColumn(), Remedy.NAME_IMAGE_COLUMN, file);
    if (image >= 0) {
      int other = image == label && location.labelColumn() == null ? -1 : label;
      return List.of(of(header, image, other, false, location, file));
    }
    int taken = label;
    List<Columns> usual =
        IntStream.range(0, header.size())
            .filter(i -> i != taken && IMAGE.contains(normal(header.get(i))))
            .mapToObj(i -> of(header, i, taken, false, location, file))
            .toList();
    if (!usual.isEmpty()) {
      return usual;
    }
    int guess = Math.max(0, first(header, i -> i != taken && !header.get(i).isEmpty()));
    Columns guessed = of(header, guess, label, true, location, file);
    if (ImageFolder.looksLikeFile(header.get(guess))) {
      throw noHeader(file, header.get(guess));
    }
    return List.of(guessed);
  }

  /**
   * Checks that image name and label of a row are in one line each.
   *
   * @throws BadDataSetException if one has several lines
   */
  void check(CsvFile csv, CsvRow row) {
    csv.check(row, image, "the image name");
    csv.check(row, label, "the label");
  }

  /** Returns the exception for a table whose first row is no header. */
  static BadDataSetException noHeader(String csv, String cell) {
    return new BadDataSetException(
        "%s has no header: its first row names the image '%s'; put a row such as id,label above it"
            .formatted(csv, cell));
  }

  /**
   * Returns the position of the column of labels, -1 if there is none. A column that could name the
   * images does not count as the only other one.
   */
  static int label(List<String> header, Location location, String file) {
    Location any =
        new Location(
            location.data(),
            location.images(),
            location.imageColumn(),
            location.labelColumn(),
            Purpose.PREDICT);
    try {
      int label = candidates(header, any, file).get(0).label;
      boolean image = label >= 0 && IMAGE.contains(normal(header.get(label)));
      return image && location.labelColumn() == null ? -1 : label;
    } catch (BadDataSetException e) {
      return -1;
    }
  }

  /** Completes a choice: without a known column of labels, the only other column is it. */
  private static Columns of(
      List<String> header,
      int image,
      int knownLabel,
      boolean guessed,
      Location location,
      String file) {
    int label = knownLabel;
    if (label < 0) {
      List<Integer> others =
          IntStream.range(0, header.size())
              .filter(i -> i != image && !header.get(i).isEmpty())
              .boxed()
              .toList();
      label = others.size() == 1 ? others.get(0) : -1;
    }
    if (label < 0 && location.needsLabels()) {
      throw new BadDataSetException(
          "%s has no column of labels; its columns are %s".formatted(file, list(header)),
          Remedy.NAME_LABEL_COLUMN);
    }
    if (label == image) {
      throw new BadDataSetException(
          "%s: column '%s' cannot name both the images and the labels; its columns are %s"
              .formatted(file, header.get(image), list(header)));
    }
    return new Columns(image, label, guessed);
  }

  private static int named(List<String> header, @Nullable String name, Remedy remedy, String file) {
    if (name == null) {
      return -1;
    }
    int exact = header.indexOf(name.strip());
    int found = exact >= 0 ? exact : position(header, normal(name));
    if (found < 0) {
      throw new BadDataSetException(
          "%s has no column '%s'; its columns are %s".formatted(file, name, list(header)), remedy);
    }
    return found;
  }

  private static int position(List<String> header, String name) {
    return first(header, i -> normal(header.get(i)).equals(name));
  }

  private static int first(List<String> header, IntPredicate wanted) {
    return IntStream.range(0, header.size()).filter(wanted).findFirst().orElse(-1);
  }

  private static String normal(String header) {
    return header.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  private static String list(List<String> header) {
    String all = String.join(", ", header).replaceAll("\\s*\n\\s*", " ");
    return all.length() <= 500 ? all : all.substring(0, 500) + " ...";
  }
}
