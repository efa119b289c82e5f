package dev.espy.adapters.cli.demo;

import dev.espy.adapters.cli.commands.ImportCommand.IdxSource;
import dev.espy.adapters.cli.options.QuietOption;
import dev.espy.adapters.cli.options.ThreadsOption;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.StorageException;
import dev.espy.domain.Words;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espy demo}: trains, validates and predicts on example images. */
@Command(
    name = "demo",
    sortOptions = false,
    description =
        "Runs the main commands on real images (Fashion-MNIST): writes them as a CSV and a folder of"
            + " images, trains, validates, predicts, and says what to type next. Takes about three"
            + " minutes on two cores.")
public final class DemoCommand implements Callable<Integer> {

  /** The sources of images. */
  enum Source {
    AUTO,
    INSTALLED,
    PACKAGE,
    DOWNLOAD,
    SHAPES;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /** Converts the words for a {@link Source}. */
  static final class SourceConverter extends EnumConverter<Source> {
    SourceConverter() {
      super(Source.class);
    }
  }

  private static final FolderContents CONTENTS =
      FolderContents.of(
          "train", "test", "run", "predictions.csv", "predictions.errors.csv", "fetched");

  private static final int SAMPLE = 10_000;
  private static final String SAMPLE_EPOCHS = "12";
  private static final int SHAPES = 2_000;
  private static final int TEST_SHAPES = 500;

  private final IdxSource idx;
  private final DataSetWriterPort writer;
  private final Supplier<CommandLine> espy;
  private final Console console;
  private final BooleanSupplier cancelled;

  @Option(
      names = "--dir",
      defaultValue = "espy-demo",
      paramLabel = "DIR",
      description = "The folder for all files. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(
      names = "--full",
      description =
          "Train on all 60,000 images for the default number of epochs, instead of on 10,000 for 12"
              + " epochs. Takes about 6 minutes on two cores.")
  private boolean full;

  @Option(
      names = "--source",
      defaultValue = "auto",
      converter = SourceConverter.class,
      paramLabel = "SOURCE",
      description =
          "Source of the images: installed (the installed Debian package dataset-fashion-mnist),"
              + " package (this package, fetched and unpacked without root), download (from the"
              + " publisher), shapes (drawn by Espy), or auto (the first of these that works).")
  private Source source;

  @Mixin private ThreadsOption threads;
  @Mixin private QuietOption quiet;

  /**
   * @param idx the reader of idx files
   * @param writer the writer of CSVs and images
   * @param espy the source of command lines
   * @param console the console
   * @param cancelled the flag to stop, polled between commands
   */
  public DemoCommand(
      IdxSource idx,
      DataSetWriterPort writer,
      Supplier<CommandLine> espy,
      Console console,
      BooleanSupplier cancelled) {
    this.idx = idx;
    this.writer = writer;
    this.espy = espy;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() {
    try (OwnedFolder held = OwnedFolder.open(folder, CONTENTS)) {
      return play(held.path());
    }
  }

  private int play(Path folder) {
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    Path run = folder.resolve("run");
    Path predictions = folder.resolve("predictions.csv");
    writeData(train.resolve("train.csv"), test);
    forgetUnfinished(run);

    List<List<String>> commands = new ArrayList<>();
    List<String> length = full ? List.of() : List.of("--epochs", SAMPLE_EPOCHS);
    commands.add(
        Stream.of(List.of("train", train.toString()), length, List.of("--run", run.toString()))
            .flatMap(List::stream)
            .toList());
    commands.add(List.of("validate", run.toString(), test.resolve("labels.csv").toString()));
    commands.add(
        List.of("predict", run.toString(), test.toString(), "--output", predictions.toString()));
    for (List<String> bare : commands) {
      List<String> command = new ArrayList<>(bare);
      command.addAll(threads.words());
      command.addAll(quiet.words());
      remark("%n$ espy %s%n", String.join(" ", command));
      int status = espy.get().execute(command.toArray(String[]::new));
      if (status != ExitStatus.DONE) {
        return status;
      }
      if (cancelled.getAsBoolean()) {
        return ExitStatus.INTERRUPTED;
      }
    }
    say(run);
    return ExitStatus.DONE;
  }

  private void writeData(Path trainCsv, Path test) {
    Optional<Path> found = find();
    remark(
        "Images: %s%n",
        found.map(from -> "Fashion-MNIST from " + from).orElse("simple drawn shapes"));
    try (DataSet training = open(found, "train", full ? Integer.MAX_VALUE : SAMPLE, SHAPES, 1);
        DataSet testing = open(found, "t10k", Integer.MAX_VALUE, TEST_SHAPES, 2)) {
      write(training, true, trainCsv);
      write(testing, false, test.resolve("test.csv"));
      write(testing, true, test.resolve("labels.csv"));
    }
  }

  private DataSet open(Optional<Path> found, String part, int most, int shapes, long seed) {
    return found
        .<DataSet>map(
            from ->
                new Subset(
                    idx.open(
                        from.resolve(part + "-images-idx3-ubyte.gz"),
                        from.resolve(part + "-labels-idx1-ubyte.gz"),
                        FashionMnist.LABELS),
                    most))
        .orElseGet(() -> new DrawnShapes(shapes, seed));
  }

  private void write(DataSet data, boolean labels, Path csv) {
    int written = writer.write(data, labels, csv, threads.count(), () -> {});
    remark(
        "%s: %s%s%n",
        csv, TextFormat.count(written, "image"), labels ? " with labels" : " without labels");
  }

  private void remark(String format, Object... arguments) {
    if (!quiet.quiet()) {
      console.err().printf(format, arguments);
    }
  }

  /** Removes the checkpoint of an interrupted demo; the demo always starts from the beginning. */
  private static void forgetUnfinished(Path run) {
    try (OwnedFolder held = OwnedFolder.open(run, FolderContents.RUN)) {
      Files.deleteIfExists(held.resolve(CheckpointStorePort.FILE_NAME));
    } catch (IOException e) {
      throw new StorageException(
          run.resolve(CheckpointStorePort.FILE_NAME) + ": cannot be removed; choose another --dir",
          e);
    }
  }

  private Optional<Path> find() {
    FashionMnist images =
        new FashionMnist(Path.of("/"), folder.resolve("fetched"), text -> remark("%s%n", text));
    return switch (source) {
      case AUTO ->
          images
              .installed()
              .or(images::fromPackageArchive)
              .or(images::fromPublisher)
              .or(
                  () -> {
                    console
                        .err()
                        .println(
                            "Fashion-MNIST is not installed and cannot be fetched, so the demo draws"
                                + " its images.");
                    return Optional.empty();
                  });
      case INSTALLED -> images.installed().or(this::missing);
      case PACKAGE -> images.fromPackageArchive().or(this::missing);
      case DOWNLOAD -> images.fromPublisher().or(this::missing);
      case SHAPES -> Optional.empty();
    };
  }

  private Optional<Path> missing() {
    throw new BadDataSetException(
        "Fashion-MNIST is unavailable from --source %s; try --source auto".formatted(source));
  }

  private void say(Path run) {
    PrintWriter out = console.out();
    out.printf("%nAll files are in %s:%n", folder);
    out.printf("  train/train.csv, train/images/   the training images%n");
    out.printf(
        "  test/test.csv, test/images/      the images it labelled (true labels in labels.csv)%n");
    out.printf("  predictions.csv                  the labels it gave%n");
    out.printf("  run/                             the model and all figures%n");
    out.printf("  run/report.html                  the figures as a page; open it in a browser%n");
    out.printf(
        "%nNext, use your own images. Make a folder with the images and a CSV with the columns"
            + " 'image' and 'label', and type%n");
    out.printf("  espy train FOLDER%n");
    out.printf("  espy predict runs/... OTHER-FOLDER --output predictions.csv%n");
    out.printf("To look at the model of the demo, type%n  espy inspect %s%n", run);
    out.flush();
  }
}
