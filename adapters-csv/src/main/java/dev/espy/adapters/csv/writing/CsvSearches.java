package dev.espy.adapters.csv.writing;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.port.SearchStorePort;
import dev.espy.domain.recipe.RecipeCodec;
import dev.espy.domain.training.Rung;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches as CSV files, one row per trial: {@code rung}, {@code trial}, {@code epochs}, a column
 * for each setting, the scores, which are empty if learning failed, and {@code seconds}. Every row
 * also has the {@code plan} of the search, such as {@code 9x1 3x3}, and the digest of its {@code
 * data}.
 */
public final class CsvSearches implements SearchStorePort {

  private static final List<String> FIRST = List.of("rung", "trial", "epochs");
  private static final List<String> LAST =
      List.of("accuracy", "balanced_accuracy", "macro_f1", "loss", "seconds", "plan", "data");

  @Override
  public void save(Search search, Path file) {
    Set<String> settings = new LinkedHashSet<>();
    search.trials().forEach(trial -> settings.addAll(trial.settings().keySet()));
    List<String> header =
        Stream.of(FIRST, settings, LAST).flatMap(columns -> columns.stream()).toList();
    String plan =
        search.plan().stream()
            .map(rung -> rung.trials() + "x" + rung.epochs())
            .collect(Collectors.joining(" "));
    try (CsvTableWriter table = new CsvTableWriter(file, header)) {
      for (Trial trial : search.trials()) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(trial.rung()));
        row.add(Integer.toString(trial.number()));
        row.add(Integer.toString(trial.epochs()));
        settings.forEach(name -> row.add(trial.settings().getOrDefault(name, "")));
        Scores scores = trial.scores();
        row.addAll(
            scores == null
                ? List.of("", "", "", "")
                : Stream.of(
                        scores.accuracy(),
                        scores.balancedAccuracy(),
                        scores.macroF1(),
                        scores.loss())
                    .map(CsvSearches::exactly)
                    .toList());
        row.addAll(List.of(exactly(trial.seconds()), plan, search.data()));
        table.add(row);
      }
      table.commit();
    }
  }

  private static String exactly(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  @Override
  public Optional<Search> load(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(CsvFile.open(file, file.toString())));
    } catch (BadDataSetException | IllegalArgumentException e) {
      throw new BadModelException(
          "%s: these are not the trials of a search (%s); begin another in another folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * @throws IllegalArgumentException if the file is damaged, with a reason
   */
  private static Search read(CsvFile csv) {
    List<String> header = csv.header();
    int settings = header.size() - FIRST.size() - LAST.size();
    if (settings < 0
        || !header.subList(0, FIRST.size()).equals(FIRST)
        || !header.subList(FIRST.size() + settings, header.size()).equals(LAST)) {
      throw new IllegalArgumentException("its columns are others");
    }
    List<Trial> trials = new ArrayList<>();
    String plan = "";
    String data = "";
    try (CsvRows rows = csv.rows()) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        List<String> given = row.cells();
        try {
          Map<String, String> cells = new LinkedHashMap<>();
          for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), given.get(i));
          }
          trials.add(trial(cells, header.subList(FIRST.size(), FIRST.size() + settings)));
          plan = given.get(header.size() - 2);
          data = given.get(header.size() - 1);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          throw new IllegalArgumentException("row %d is damaged".formatted(row.number()), e);
        }
      }
    }
    return new Search(data, rungs(plan), trials);
  }

  private static Trial trial(Map<String, String> cells, List<String> names) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : names) {
      String value = cell(cells, name);
      if (!value.isEmpty()) {
        settings.put(
            name, name.equals(RecipeCodec.AUGMENT) ? Augmentation.presentNotation(value) : value);
      }
    }
    return new Trial(
        Integer.parseInt(cell(cells, "rung")),
        Integer.parseInt(cell(cells, "trial")),
        Integer.parseInt(cell(cells, "epochs")),
        settings,
        scores(cells),
        Double.parseDouble(cell(cells, "seconds")));
  }

  private static @Nullable Scores scores(Map<String, String> cells) {
    if (cell(cells, "loss").isEmpty()) {
      return null;
    }
    double loss = Double.parseDouble(cell(cells, "loss"));
    // Early versions wrote losses that are not numbers.
    return !Double.isFinite(loss)
        ? null
        : new Scores(
            loss,
            Double.parseDouble(cell(cells, "accuracy")),
            Double.parseDouble(cell(cells, "balanced_accuracy")),
            Double.parseDouble(cell(cells, "macro_f1")));
  }

  private static String cell(Map<String, String> cells, String name) {
    return cells.getOrDefault(name, "");
  }

  private static List<Rung> rungs(String plan) {
    try {
      return Arrays.stream(plan.split(" ", -1))
          .map(rung -> rung.split("x", 2))
          .map(pair -> new Rung(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
          .toList();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("its plan is '" + plan + "'", e);
    }
  }
}
