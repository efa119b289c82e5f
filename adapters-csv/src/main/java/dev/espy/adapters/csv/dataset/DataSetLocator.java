package dev.espy.adapters.csv.dataset;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a data set. A zip is treated as a folder, without unpacking it.
 *
 * @param csv the CSV file
 * @param zip the open zip of the CSV file; null if there is none
 * @param zipFile file of the zip; null if there is none
 */
record DataSetLocator(Path csv, @Nullable FileSystem zip, @Nullable Path zipFile)
    implements AutoCloseable {

  private static final String TRAIN = "train.csv";
  private static final String LABELS = "labels.csv";
  private static final String TEST = "test.csv";

  /** Largest number of folders in a search for the folder of the images. */
  private static final int MAX_FOLDERS = 200;

  /** Largest number of files and folders in that search. */
  private static final int MAX_ENTRIES = 100_000;

  /**
   * Finds the CSV file of a data set.
   *
   * @throws BadDataSetException if there is none
   */
  static DataSetLocator of(Location location) throws IOException {
    Path data = location.data();
    if (!Files.exists(data)) {
      throw new BadDataSetException(
          "there is no " + data + "; give a folder, a CSV file, or a .zip of either");
    }
    if (Files.isDirectory(data)) {
      return new DataSetLocator(csvIn(data, location), null, null);
    }
    if (!Files.isRegularFile(data)) {
      throw new BadDataSetException(data + " is neither a file nor a folder");
    }
    if (!isZip(data)) {
      return new DataSetLocator(data, null, null);
    }
    FileSystem zip;
    try {
      zip = openZip(data);
    } catch (ZipException e) {
      // This is also thrown for an entry that leads outside the zip.
      throw new BadDataSetException(
          "%s is no zip that can be used (%s); unpack it and give the folder"
              .formatted(data, e.getMessage()),
          e);
    }
    try {
      Path root = top(zip.getPath("/"));
      return new DataSetLocator(csvIn(root, location), zip, data.toAbsolutePath());
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static boolean isZip(Path file) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 7;
    }
  }

  private static FileSystem openZip(Path file) throws IOException {
    try {
      return openZip(file, "UTF-8");
    } catch (ZipException e) {
      // Old archivers write names in the code page of MS-DOS.
      return openZip(file, "IBM437");
    }
  }

  private static FileSystem openZip(Path file, String encoding) throws IOException {
    try {
      ZipNames.check(file, Charset.forName(encoding));
      // A link is resolved, so that one zip always gives the same keys for its images.
      return FileSystems.newFileSystem(file.toRealPath(), Map.of("encoding", encoding));
    } catch (ProviderNotFoundException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw (ZipException) new ZipException("unknown format").initCause(e);
    }
  }

  /** Returns the folder of a zip's files: its single top folder, if it has no CSV beside it. */
  private static Path top(Path root) throws IOException {
    List<Path> files = visible(root);
    List<Path> folders = files.stream().filter(Files::isDirectory).toList();
    boolean single = folders.size() == 1 && files.stream().noneMatch(DataSetLocator::isCsv);
    return single ? folders.get(0) : root;
  }

  private static boolean isCsv(Path file) {
    return lowerName(file).endsWith(".csv") && Files.isRegularFile(file);
  }

  private static Path csvIn(Path folder, Location location) throws IOException {
    List<Path> all = visible(folder).stream().filter(DataSetLocator::isCsv).toList();
    // Espy's own predictions are not chosen; the user must name their file.
    List<Path> others =
        all.stream().filter(file -> all.size() < 2 || !CsvPredictions.isIn(file)).toList();
    List<Path> found = others.isEmpty() ? all : others;
    List<Path> usual =
        usualNames(location.purpose()).stream()
            .flatMap(name -> found.stream().filter(file -> lowerName(file).equals(name)))
            .toList();
    if (!usual.isEmpty()) {
      boolean validate = location.purpose() == Purpose.VALIDATE;
      return usual.stream()
          .filter(file -> !validate || !lowerName(file).equals(TEST) || hasLabels(file, location))
          .findFirst()
          .orElse(usual.get(0));
    }
    String name = location.data().toString();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new BadDataSetException(
          "there is no CSV file in " + name + "; give one that names the images");
    }
    throw new BadDataSetException(
        "there are several CSV files in %s (%s); name one of them instead of the folder, such as %s"
            .formatted(
                name,
                String.join(
                    ", ",
                    found.stream().limit(10).map(file -> file.getFileName().toString()).toList()),
                found.get(0)));
  }

  /** Returns the usual names of the tables for a purpose, the likeliest first. */
  private static List<String> usualNames(Purpose purpose) {
    return switch (purpose) {
      case TRAIN -> List.of(TRAIN, LABELS, TEST);
      case VALIDATE -> List.of(LABELS, TEST, TRAIN);
      case PREDICT -> List.of(TEST, LABELS, TRAIN);
    };
  }

  /** Returns true if one of a table's first rows has a label. */
  private static boolean hasLabels(Path file, Location location) {
    CsvFile csv = CsvFile.open(file, file.toString());
    int label = Columns.label(csv.header(), location, csv.name());
    if (label < 0) {
      return false;
    }
    try (CsvRows rows = csv.rows()) {
      CsvRow row = rows.next();
      for (int i = 0; i < Columns.FIRST_ROWS && row != null; i++) {
        if (!row.cell(label).isEmpty()) {
          return true;
        }
        row = rows.next();
      }
      return false;
    }
  }

  /** Returns the files of a folder, without hidden files of file managers and archivers. */
  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(DataSetLocator::isVisible).sorted().toList();
    }
  }

  private static boolean isVisible(Path file) {
    return !lowerName(file).startsWith(".") && !lowerName(file).equals("__macosx");
  }

  private static String lowerName(Path file) {
    // In a zip, the name of a folder ends with a slash.
    return file.getFileName().toString().toLowerCase(Locale.ROOT).replace("/", "");
  }

  /**
   * Returns true if a file is the CSV, or its zip, or a table beside it that another command reads.
   */
  boolean isMadeOf(Path file) {
    try {
      return Files.exists(file)
          && (Files.isSameFile(file, zipFile == null ? csv : zipFile)
              || (zipFile == null && isOtherTable(file.toRealPath())));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isOtherTable(Path file) throws IOException {
    Path folder = csv.toAbsolutePath().getParent();
    return usualNames(Purpose.TRAIN).contains(lowerName(file))
        && folder != null
        && folder.toRealPath().equals(file.getParent())
        && !CsvPredictions.isIn(file);
  }

  /** Returns the name of a file or folder for the user; in a zip, with the zip's name. */
  String show(Path path) {
    return path.getFileSystem().equals(zip) ? zipFile + path.toString() : path.toString();
  }

  /** Returns the name of a folder of images for the user, relative like the CSV's if it is near. */
  String showBriefly(Path folder) {
    Path parent = csv.toAbsolutePath().getParent();
    if (parent == null || !folder.startsWith(parent)) {
      return show(folder);
    }
    Path near = csv.resolveSibling(parent.relativize(folder));
    return near.toString().isEmpty() ? "." : show(near);
  }

  /**
   * Returns the existing folders that may hold the images, the likeliest first. If two folders have
   * files of the same names (train/1.png and test/1.png), the one with the name of the CSV is
   * first.
   */
  List<Path> folders() {
    String name = lowerName(csv);
    String stem = csv.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    List<String> names = new ArrayList<>(List.of("", "images", "train", "test"));
    names.sort(Comparator.comparing(folder -> folder.isEmpty() || !name.contains(folder)));
    names.add(0, stem);
    Set<Path> folders = new LinkedHashSet<>();
    List<Path> bases = new ArrayList<>(List.of(csv.toAbsolutePath().getParent()));
    if (zipFile != null) {
      bases.add(zipFile.getParent());
    }
    for (Path base : bases) {
      for (String folder : names) {
        Path candidate = folder.isEmpty() ? base : base.resolve(folder);
        if (Files.isDirectory(candidate)) {
          folders.add(candidate);
        }
      }
    }
    return List.copyOf(folders);
  }

  /** Returns the visible folders beside the CSV; empty if there are too many. */
  List<Path> neighbours() throws IOException {
    return foldersIn(List.of(csv.toAbsolutePath().getParent()));
  }

  /**
   * Returns the visible folders in other folders; empty if there are too many folders, or too many
   * files beside them.
   */
  static List<Path> foldersIn(List<Path> parents) throws IOException {
    List<Path> folders = new ArrayList<>();
    int entries = 0;
    for (Path parent : parents) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
        for (Path file : files) {
          if (isVisible(file) && Files.isDirectory(file)) {
            folders.add(file);
          }
          if (++entries > MAX_ENTRIES || folders.size() > MAX_FOLDERS) {
            return List.of();
          }
        }
      } catch (AccessDeniedException | DirectoryIteratorException e) {
        // A folder that cannot be listed is not searched.
      }
    }
    folders.sort(null);
    return folders;
  }

  /**
   * Returns the folder of images that the user named: on the disk, or else in the zip.
   *
   * @throws BadDataSetException if there is no such folder
   */
  Path folder(Path given) throws IOException {
    if (Files.isDirectory(given)) {
      return given;
    }
    if (zip != null && !given.isAbsolute()) {
      Path inside = csv.toAbsolutePath().resolveSibling(given.toString());
      if (Files.isDirectory(inside)) {
        return inside;
      }
    }
    if (Files.exists(given)) {
      throw new BadDataSetException(given + " is not a folder; name the one of the images");
    }
    throw new BadDataSetException("there is no folder " + given + "; name the one of the images");
  }

  @Override
  public void close() {
    if (zip != null) {
      try {
        zip.close();
      } catch (IOException e) {
        throw new StorageException("cannot close " + zip + ": " + e.getMessage(), e);
      }
    }
  }
}
