package dev.espy.adapters.csv.writing;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Remedy;
import dev.espy.domain.Words;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdict.Decision;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Suspected labels and verdicts as CSV files. Suspected labels have the columns {@code rank} (from
 * 1, the strongest suspicion), {@code row} and {@code image} of the data set, {@code given_label},
 * {@code suggested_label}, {@code given_probability} and {@code suggested_probability}. Verdicts
 * have the columns {@code image}, {@code given_label}, {@code verdict} and, for changes, {@code
 * new_label}, in any order; other columns, and rows without a verdict, are ignored.
 */
public final class CsvReviews implements ReviewStorePort {

  private static final List<String> SUSPECTS =
      List.of(
          "rank",
          "data",
          "row",
          "image",
          "given_label",
          "suggested_label",
          "given_probability",
          "suggested_probability");
  private static final String VERDICT = "verdict";
  private static final String NEW_LABEL = "new_label";
  private static final int LONGEST_SHOWN = 100;

  private final Supplier<HeapShare> forVerdicts;

  /** Creates a store that reads verdicts of at most half of the heap. */
  public CsvReviews() {
    this(HeapShare::ofTheHeap);
  }

  /**
   * @param forVerdicts source of the memory for the verdicts of one file
   */
  CsvReviews(Supplier<HeapShare> forVerdicts) {
    this.forVerdicts = forVerdicts;
  }

  @Override
  public void saveSuspects(Stream<SuspectedLabel> suspects, Path file) {
    try (CsvTableWriter table = new CsvTableWriter(file, SUSPECTS)) {
      int rank = 0;
      for (Iterator<SuspectedLabel> rest = suspects.iterator(); rest.hasNext(); ) {
        SuspectedLabel suspect = rest.next();
        rank++;
        table.add(
            List.of(
                Integer.toString(rank),
                suspect.data(),
                Integer.toString(suspect.sample().row()),
                suspect.sample().id(),
                suspect.given().name(),
                suspect.suggested().name(),
                CsvTableWriter.number(suspect.givenProbability()),
                CsvTableWriter.number(suspect.suggestedProbability())));
      }
      table.commit();
    }
  }

  @Override
  public Verdicts loadVerdicts(Path file) {
    CsvFile csv = CsvFile.open(file, file.toString());
    Columns columns = Columns.of(csv);
    Verdicts verdicts = new Verdicts(csv.name());
    HeapShare heap = forVerdicts.get();
    try (CsvRows rows = csv.rows()) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        Verdict verdict = columns.verdict(csv, row);
        if (verdict == null) {
          continue;
        }
        add(verdict, verdicts);
        if (!fits(verdict, heap)) {
          throw new BadDataSetException(
              "%s has too many verdicts, or too long names, for Java's heap, at row %d"
                  .formatted(csv.name(), row.number()),
              Remedy.twiceTheHeap());
        }
      }
    }
    if (verdicts.all().isEmpty()) {
      throw new BadDataSetException(
          "%s has no verdict; write keep, change or remove into its column %s"
              .formatted(csv.name(), VERDICT));
    }
    return verdicts;
  }

  private static void add(Verdict verdict, Verdicts verdicts) {
    Verdict earlier = verdicts.add(verdict);
    if (earlier != null && !earlier.agrees(verdict)) {
      throw new BadDataSetException(
          "%s, rows %d and %d: the verdicts on image '%s' with label '%s' differ; leave one of them"
              .formatted(
                  verdicts.name(),
                  earlier.row(),
                  verdict.row(),
                  shown(verdict.image()),
                  shown(verdict.given().name())));
    }
  }

  /** Takes the memory of a verdict: its image and label, and the two texts to find it by. */
  private static boolean fits(Verdict verdict, HeapShare heap) {
    int given = verdict.given().name().length();
    int changed = verdict.newLabel() == null ? 0 : verdict.newLabel().name().length();
    int image = verdict.image().length();
    return heap.takeText(image)
        && heap.takeText(given)
        && heap.takeText(changed)
        && heap.takeText(image + given)
        && heap.takeText(image + Math.max(given, changed));
  }

  private static String shown(String cell) {
    return cell.length() <= LONGEST_SHOWN ? cell : cell.substring(0, LONGEST_SHOWN) + " ...";
  }

  /**
   * The positions of the columns of verdicts.
   *
   * @param image the column of image names
   * @param given the column of given labels
   * @param decision the column of verdicts
   * @param newLabel the column of new labels, -1 if there is none
   */
  private record Columns(int image, int given, int decision, int newLabel) {

    static Columns of(CsvFile csv) {
      return new Columns(
          position(csv, "image", true),
          position(csv, "given_label", true),
          position(csv, VERDICT, true),
          position(csv, NEW_LABEL, false));
    }

    private static int position(CsvFile csv, String name, boolean needed) {
      List<String> header =
          csv.header().stream()
              .map(cell -> cell.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_'))
              .toList();
      int position = header.indexOf(name);
      if (position < 0 && needed) {
        throw new BadDataSetException(
            "%s has no column %s; verdicts need the columns image, given_label and verdict, and new_label for changes"
                .formatted(csv.name(), name));
      }
      if (position != header.lastIndexOf(name)) {
        throw new BadDataSetException(
            "%s has two columns %s; leave one of them".formatted(csv.name(), name));
      }
      return position;
    }

    /** Returns the verdict in a row, null if there is none. */
    @Nullable Verdict verdict(CsvFile csv, CsvRow row) {
      // An open quote may hide verdicts, so the rows without one are checked, too.
      csv.check(row, image, "the image name");
      csv.check(row, given, "the given label");
      csv.check(row, decision, "the verdict");
      csv.check(row, newLabel, "the new label");
      String word = row.cell(decision);
      if (word.isEmpty()) {
        return null;
      }
      String place = "%s, row %d: ".formatted(csv.name(), row.number());
      if (row.cell(image).isEmpty() || row.cell(given).isEmpty()) {
        throw new BadDataSetException(
            place + "there is a verdict, but no image, or no given label; fill in both cells");
      }
      Decision read = decision(word, place);
      Label label = new Label(row.cell(given));
      return new Verdict(
          row.cell(image),
          label,
          read,
          read == Decision.CHANGE ? newLabel(row, label, place) : null,
          row.number());
    }

    private static Decision decision(String word, String place) {
      for (Decision decision : Decision.values()) {
        if (word.equalsIgnoreCase(Words.of(decision))) {
          return decision;
        }
      }
      throw new BadDataSetException(
          "%sthere is no verdict '%s'; write keep, change or remove".formatted(place, shown(word)));
    }

    private Label newLabel(CsvRow row, Label given, String place) {
      String name = newLabel < 0 ? "" : row.cell(newLabel);
      if (name.isEmpty()) {
        throw new BadDataSetException(
            "%sthe verdict is change, but there is no new label; write it into the column %s"
                .formatted(place, NEW_LABEL));
      }
      if (name.equals(given.name())) {
        throw new BadDataSetException(
            "%sthe new label '%s' is the given one; write keep, or another new label"
                .formatted(place, shown(name)));
      }
      return new Label(name);
    }
  }
}
