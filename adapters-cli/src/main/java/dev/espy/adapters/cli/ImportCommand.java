package dev.espy.adapters.cli;

import dev.espy.application.RunListener.Phase;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espy import}: brings data sets of other forms into a CSV and images. */
@Command(
    name = "import",
    description = "Brings data sets of other forms into a CSV and images.",
    synopsisSubcommandLabel = "FORM")
public final class ImportCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the form is missing: idx");
  }

  /** {@code espy import idx}: MNIST-style files. */
  @Command(
      name = "idx",
      sortOptions = false,
      description =
          "Brings MNIST-style idx files, gzipped or plain, into a CSV and PNG images: train.csv"
              + " with labels, or test.csv without.")
  public static final class Idx implements Callable<Integer> {

    private final IdxSource source;
    private final DataSetWriter writer;
    private final RunContext context;

    @Option(
        names = "--images",
        required = true,
        paramLabel = "FILE",
        description = "The idx file of the images.")
    private Path images;

    @Option(
        names = "--labels",
        paramLabel = "FILE",
        description = "The idx file of the labels, if there is one.")
    private @Nullable Path labels;

    @Option(
        names = "--label-names",
        split = ",",
        paramLabel = "NAME",
        description =
            "What the labels 0, 1, ... are called, with commas between. Default: 0, 1, ...")
    private List<String> labelNames = List.of();

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "DIR",
        description = "The folder for the CSV and its folder of images.")
    private Path output;

    @Mixin private CommonOptions options;

    /**
     * @param source opens idx files
     * @param writer writes the CSV and the images
     * @param context where to write
     */
    public Idx(IdxSource source, DataSetWriter writer, RunContext context) {
      this.source = source;
      this.writer = writer;
      this.context = context;
    }

    @Override
    public Integer call() {
      return context.run(
          options,
          0,
          List.of(),
          (metrics, listener) -> {
            Path csv = output.resolve(labels == null ? "test.csv" : "train.csv");
            try (DataSet data = source.open(images, labels, labelNames)) {
              listener.phaseStarted(Phase.WRITING, data.samples().size());
              int written = writer.write(data, labels != null, csv, listener::imageWritten);
              listener.phaseFinished(Phase.WRITING);
              context.print(
                  options,
                  Map.of("csv", csv.toString(), "images", written),
                  () -> context.console().out().printf("%,d images in %s%n", written, csv));
              return ExitStatus.DONE;
            }
          });
    }
  }

  /** Opens idx files as a data set. */
  @FunctionalInterface
  public interface IdxSource {

    /**
     * Opens idx files.
     *
     * @param images the file of the images
     * @param labels the file of the labels, or null
     * @param labelNames what the labels are called, by number; empty for the numbers
     */
    DataSet open(Path images, @Nullable Path labels, List<String> labelNames);
  }
}
