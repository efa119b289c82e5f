package dev.espy.adapters.csv.writing;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.PredictionsPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as a CSV file: the image column under its own header, {@code truth} if requested,
 * {@code label}, {@code confidence}, {@code label_2}, {@code confidence_2}, and so on. If the
 * confidence is too small, the label is empty and the confidence is not. If the image column has
 * one of these names itself, the other column's name is prefixed with {@code espy_}.
 *
 * <p>The cells of unreadable images are empty. {@code NAME.errors.csv} beside {@code NAME.csv}
 * lists them with the reason; it exists only if there is such an image.
 *
 * <p>{@code NAME.unsure.csv} lists the images whose confidence is too small: {@code row}, the image
 * column, and the labels and confidences with the answer that was not given. It exists only if
 * there is such an image, and not for predictions with truths.
 */
public final class CsvPredictions implements PredictionsPort {

  private static final String ERRORS = ".errors.csv";
  private static final String UNSURE = ".unsure.csv";
  private static final String PART = ".part.csv";
  private static final String PART_ERRORS = ".part.errors.csv";
  private static final String PART_UNSURE = ".part.unsure.csv";
  private static final int LONGEST_HEADER = 1 << 12;

  /**
   * The headers of predictions, of the errors and the images without an answer beside them, of
   * suspected labels, and of the differences of two models; any other column is the image's.
   */
  private static final Pattern HEADER =
      Pattern.compile(
          ("ID,(espy_)?(truth,(espy_)?)?label,(espy_)?confidence(,.*+)?|row,ID,reason"
                  + "|(espy_)?row,ID,(espy_)?label,(espy_)?confidence(,.*+)?"
                  + "|rank,data,row,image,given_label(,.*+)?"
                  + "|ID,(espy_)?truth,(espy_)?label_1,(espy_)?label_2")
              .replace("ID", "(\"[^\"]*+(\"\"[^\"]*+)*+\"|[^\",]*+)"));

  @Override
  public Writer open(Format format) {
    // Fail now and not at the first unreadable image, or when Ctrl-C is pressed.
    files(format.file()).forEach(AtomicFile::check);
    return new CsvWriter(format);
  }

  @Override
  public Optional<Reader> read(Path file) {
    return Files.exists(file)
        ? Optional.of(StoredPredictions.open(CsvFile.open(file, file.toString())))
        : Optional.empty();
  }

  @Override
  public List<Path> files(Path file) {
    return Stream.of("", ERRORS, UNSURE, PART, PART_ERRORS, PART_UNSURE)
        .map(ending -> ending.isEmpty() ? file : sibling(file, ending))
        .toList();
  }

  @Override
  public Path unsureFile(Path file) {
    return sibling(file, UNSURE);
  }

  /**
   * Returns true if a file holds predictions, the errors or the images without an answer beside
   * them, suspected labels, or the differences of two models, by its first line.
   */
  public static boolean isIn(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
      return start.lines().limit(1).anyMatch(line -> HEADER.matcher(line).matches());
    } catch (IOException e) {
      return false; // The reader of the table reports it.
    }
  }

  private static Path sibling(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.replaceFirst("(?i)\\.csv$", "") + ending);
  }

  private static final class CsvWriter implements Writer {

    private final Format format;
    private final CsvTableWriter predictions;
    private final Path errorsFile;
    private final Path unsureFile;
    private @Nullable CsvTableWriter errors;
    private @Nullable CsvTableWriter unsure;

    CsvWriter(Format format) {
      this.format = format;
      List<String> header = new ArrayList<>();
      header.add(format.idName());
      if (format.truth()) {
        header.add(CsvTableWriter.column("truth", format.idName()));
      }
      header.addAll(answerHeader());
      errorsFile = sibling(format.file(), ERRORS);
      unsureFile = sibling(format.file(), UNSURE);
      predictions = new CsvTableWriter(format.file(), header);
    }

    private List<String> answerHeader() {
      List<String> header = new ArrayList<>();
      for (int rank = 1; rank <= format.top(); rank++) {
        String suffix = rank == 1 ? "" : "_" + rank;
        header.add(CsvTableWriter.column("label" + suffix, format.idName()));
        header.add(CsvTableWriter.column("confidence" + suffix, format.idName()));
      }
      return header;
    }

    @Override
    public void write(Sample sample, Prediction prediction) {
      List<String> answers = answers(prediction);
      if (!prediction.confident()) {
        listUnsure(sample, answers);
        answers.set(0, "");
      }
      List<String> row = start(sample);
      row.addAll(answers);
      predictions.add(row);
    }

    private List<String> answers(Prediction prediction) {
      List<String> cells = new ArrayList<>();
      List<Prediction.Ranked> ranked = prediction.ranked();
      for (int i = 0; i < format.top(); i++) {
        boolean isThere = i < ranked.size();
        cells.add(isThere ? ranked.get(i).label().name() : "");
        cells.add(isThere ? CsvTableWriter.number(ranked.get(i).confidence()) : "");
      }
      return cells;
    }

    private void listUnsure(Sample sample, List<String> answers) {
      if (format.truth()) {
        return;
      }
      if (unsure == null) {
        List<String> header = new ArrayList<>();
        header.add(CsvTableWriter.column("row", format.idName()));
        header.add(format.idName());
        header.addAll(answerHeader());
        unsure = new CsvTableWriter(unsureFile, header);
      }
      List<String> row = new ArrayList<>(List.of(Integer.toString(sample.row()), sample.id()));
      row.addAll(answers);
      unsure.add(row);
    }

    @Override
    public void write(Sample sample, Unreadable unreadable) {
      List<String> row = start(sample);
      row.addAll(Collections.nCopies(2 * format.top(), ""));
      predictions.add(row);
      if (errors == null) {
        errors = new CsvTableWriter(errorsFile, List.of("row", format.idName(), "reason"));
      }
      errors.add(CsvTableWriter.error(unreadable));
    }

    private List<String> start(Sample sample) {
      List<String> row = new ArrayList<>();
      row.add(sample.id());
      if (format.truth()) {
        row.add(sample.truth().map(Label::name).orElse(""));
      }
      return row;
    }

    @Override
    public void finish() {
      if (errors != null) {
        errors.commit();
      }
      if (unsure != null) {
        unsure.commit();
      }
      predictions.commit();
      if (errors == null) {
        CsvTableWriter.remove(errorsFile);
      }
      removeOld(unsure, unsureFile);
    }

    /** Removes a list of an earlier run if there is no new one; another table stays. */
    private static void removeOld(@Nullable CsvTableWriter now, Path file) {
      if (now == null && isIn(file)) {
        CsvTableWriter.remove(file);
      }
    }

    @Override
    public Path keepPart() {
      Path part = sibling(format.file(), PART);
      Path partErrors = sibling(format.file(), PART_ERRORS);
      Path partUnsure = sibling(format.file(), PART_UNSURE);
      if (errors != null) {
        errors.commitTo(partErrors);
      }
      if (unsure != null) {
        unsure.commitTo(partUnsure);
      }
      predictions.commitTo(part);
      removeOld(errors, partErrors);
      removeOld(unsure, partUnsure);
      return part;
    }

    @Override
    public void close() {
      try {
        predictions.close();
      } finally {
        try {
          close(errors);
        } finally {
          close(unsure);
        }
      }
    }

    private static void close(@Nullable CsvTableWriter table) {
      if (table != null) {
        table.close();
      }
    }
  }
}
