package dev.espy.adapters.csv.dataset;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Remedy;
import dev.espy.domain.port.DataSetPort.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table and the folder of its images, chosen by the files that the first rows
 * name.
 *
 * @param header the table's header
 * @param columns the columns
 * @param images the folder
 */
record Layout(List<String> header, Columns columns, ImageFolder images) {

  /**
   * The files of the first rows for one choice of columns and folder.
   *
   * @param columns the columns
   * @param folder the folder
   * @param files the file of each row, null if there is none
   * @param plain the share of rows that name a file with its extension, from 0 to 1
   */
  private record Match(
      Columns columns, ImageFolder folder, List<@Nullable Path> files, double plain) {

    static Match of(Columns columns, ImageFolder folder, List<CsvRow> rows) {
      List<String> names = names(columns, rows);
      List<@Nullable Path> files = new ArrayList<>();
      names.forEach(name -> files.add(folder.file(name)));
      long plain = names.stream().filter(ImageFolder::looksLikeFile).count();
      return new Match(columns, folder, files, (double) plain / names.size());
    }

    /**
     * Returns whether this is a match of one of the candidates, which differ in the image column.
     */
    boolean isOf(Columns candidate) {
      return columns.image() == candidate.image();
    }

    long held() {
      return files.stream().filter(Objects::nonNull).count();
    }

    /**
     * Returns true if another column is as likely to name the images: it names as many files, or
     * most of its cells are names of files, while the numbers in this column match files by chance.
     */
    boolean isNoBetterThan(Match other) {
      boolean mostly = 2 * other.held() > other.files.size();
      return other.held() == held() || (mostly && other.plain > 0.5 && plain <= 0.5);
    }

    /** Returns the first row in which another column names another file, -1 if there is none. */
    int disagreement(Match other) throws IOException {
      for (int row = 0; row < files.size(); row++) {
        Path mine = files.get(row);
        Path others = other.files.get(row);
        if (mine != null && others != null && !Files.isSameFile(mine, others)) {
          return row;
        }
      }
      return -1;
    }
  }

  /**
   * Finds columns and folder.
   *
   * @param csv the table
   * @param candidates the choices of columns
   * @param rows the table's first rows, at least one
   * @param location the options of the user
   * @param source the files of the data set
   * @throws BadDataSetException if a column or the folder cannot be found, or several are as likely
   */
  static Layout of(
      CsvFile csv,
      List<Columns> candidates,
      List<CsvRow> rows,
      Location location,
      DataSetLocator source)
      throws IOException {
    Search search = new Search(csv, rows, candidates);
    Path given = location.images();
    List<Path> usual = given == null ? source.folders() : List.of(source.folder(given));
    Match match = search.pick(search.in(usual));
    if (match == null && given == null) {
      List<Path> neighbours = source.neighbours();
      match = search.only(neighbours, source);
      if (match == null) {
        match = search.only(DataSetLocator.foldersIn(neighbours), source);
      }
    }
    if (match == null) {
      throw search.nothing(source, usual);
    }
    Layout layout = new Layout(csv.header(), match.columns, match.folder);
    if (match.columns.guessed() && match.folder.file(layout.idName()) != null) {
      throw Columns.noHeader(csv.name(), layout.idName());
    }
    return layout;
  }

  /** Returns table, columns and folder in one line. */
  String describe(DataSetLocator source) {
    String label =
        columns.label() < 0 ? "" : ", label column '%s'".formatted(header.get(columns.label()));
    return "%s: image column '%s'%s, images in %s"
        .formatted(source.show(source.csv()), idName(), label, source.showBriefly(images.path()));
  }

  /** Returns the header of the image column. */
  String idName() {
    return header.get(columns.image());
  }

  private static List<String> names(Columns columns, List<CsvRow> rows) {
    return rows.stream().map(row -> row.cell(columns.image())).toList();
  }

  /** A search for the files of the first rows. */
  private record Search(CsvFile csv, List<CsvRow> rows, List<Columns> candidates) {

    /** Returns the matches of all columns and folders that have a file, column by column. */
    List<Match> in(List<Path> folders) throws IOException {
      List<Match> matches = new ArrayList<>();
      for (Columns columns : candidates) {
        for (Path folder : folders) {
          Match match = Match.of(columns, new ImageFolder(folder), rows);
          if (match.held() > 0) {
            matches.add(match);
          }
        }
      }
      return matches;
    }

    /**
     * Returns the match with most files, the first of equal ones; null if there is none.
     *
     * @throws BadDataSetException if another column is as likely, and names other files
     */
    @Nullable Match pick(List<Match> matches) throws IOException {
      List<Match> columns =
          candidates.stream()
              .map(choice -> matches.stream().filter(match -> match.isOf(choice)).toList())
              .flatMap(ofColumn -> most(ofColumn).stream())
              .toList();
      Match best = most(columns).orElse(null);
      if (best == null) {
        return null;
      }
      for (Match other : columns) {
        int row = best.isNoBetterThan(other) ? best.disagreement(other) : -1;
        if (row >= 0) {
          List<Match> both =
              best.columns.image() < other.columns.image()
                  ? List.of(best, other)
                  : List.of(other, best);
          throw new BadDataSetException(
              "%s: columns '%s' and '%s' both name images, but not the same (such as '%s' and '%s' in one row)"
                  .formatted(
                      csv.name(),
                      header(both.get(0).columns),
                      header(both.get(1).columns),
                      names(both.get(0).columns, rows).get(row),
                      names(both.get(1).columns, rows).get(row)),
              Remedy.NAME_IMAGE_COLUMN);
        }
      }
      return best;
    }

    private static Optional<Match> most(List<Match> matches) {
      return matches.stream().reduce((a, b) -> b.held() > a.held() ? b : a);
    }

    /**
     * Returns the match with most files, as {@link #pick}.
     *
     * @throws BadDataSetException if other folders hold about as many files
     */
    @Nullable Match only(List<Path> folders, DataSetLocator source) throws IOException {
      List<Match> matches = in(folders);
      Match best = pick(matches);
      if (best == null) {
        return null;
      }
      List<String> rivals =
          matches.stream()
              .filter(match -> match.isOf(best.columns))
              .filter(match -> 2 * match.held() >= best.held())
              .map(match -> source.show(match.folder.path()))
              .toList();
      if (rivals.size() > 1) {
        throw new BadDataSetException(
            "%s: several folders hold images that the first rows name in column '%s' (%s)"
                .formatted(csv.name(), header(best.columns), some(rivals)),
            Remedy.NAME_IMAGE_FOLDER);
      }
      return best;
    }

    BadDataSetException nothing(DataSetLocator source, List<Path> folders) throws IOException {
      candidates.forEach(columns -> rows.forEach(row -> columns.check(csv, row)));
      String columns =
          candidates.stream()
              .map(choice -> "'" + header(choice) + "'")
              .collect(Collectors.joining(" or "));
      String first =
          candidates.stream()
              .flatMap(choice -> names(choice, rows).stream())
              .filter(name -> !name.isEmpty())
              .findFirst()
              .orElse(null);
      if (first == null) {
        return new BadDataSetException(
            "%s: column %s is empty in the first rows".formatted(csv.name(), columns),
            Remedy.NAME_IMAGE_COLUMN);
      }
      for (Path folder : folders) {
        String refusal = new ImageFolder(folder).refusal(first);
        if (refusal != null) {
          return new BadDataSetException(
              "%s: none of the images that the first rows name in column %s can be read; the first: %s"
                  .formatted(csv.name(), columns, refusal),
              Remedy.NAME_IMAGE_FOLDER,
              Remedy.NAME_IMAGE_COLUMN);
        }
      }
      return new BadDataSetException(
          "%s: none of the images that the first rows name in column %s, such as '%s', is in %s"
              .formatted(
                  csv.name(), columns, first, some(folders.stream().map(source::show).toList())),
          Remedy.NAME_IMAGE_FOLDER,
          Remedy.NAME_IMAGE_COLUMN);
    }

    private String header(Columns columns) {
      return csv.header().get(columns.image());
    }

    private static String some(List<String> folders) {
      return folders.stream().limit(10).collect(Collectors.joining(", "))
          + (folders.size() > 10 ? ", ..." : "");
    }
  }
}
