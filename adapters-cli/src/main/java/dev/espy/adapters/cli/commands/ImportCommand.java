package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DefaultThreads;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.EspyException;
import dev.espy.domain.Image;
import dev.espy.domain.OverwriteException;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetWriterPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espy import}: converts other formats of data sets to a CSV and images. */
@Command(
    name = "import",
    description = "Converts data sets of other formats to a CSV and images.",
    synopsisSubcommandLabel = "FORMAT")
public final class ImportCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the format is missing: idx");
  }

  /** {@code espy import idx}: MNIST-style files. */
  @Command(
      name = "idx",
      sortOptions = false,
      description =
          "Converts MNIST-style idx files, plain or gzipped, to PNG images and a CSV: train.csv with"
              + " labels, or test.csv without.")
  public static final class Idx implements Callable<Integer> {

    private static final String TRAIN = "train.csv";
    private static final String TEST = "test.csv";
    private static final String IMAGES = "images";
    private static final Shape FULL_SIZE = new Shape(1, 1 << 15, 1 << 15);

    private final IdxSource source;
    private final DataSetWriterPort writer;
    private final DataSetPort dataSets;
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
        description = "The names of the labels 0, 1, ..., separated by commas. Default: 0, 1, ...")
    private List<String> labelNames = List.of();

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "DIR",
        description = "The folder for the CSV and its folder of images.")
    private Path output;

    @Mixin private CommonOptions options;

    /**
     * @param source the reader of idx files
     * @param writer the writer of the CSV and the images
     * @param dataSets the source of data sets imported earlier
     * @param context the console
     */
    public Idx(
        IdxSource source, DataSetWriterPort writer, DataSetPort dataSets, RunContext context) {
      this.source = source;
      this.writer = writer;
      this.dataSets = dataSets;
      this.context = context;
    }

    @Override
    public Integer call() {
      boolean labelled = labels != null;
      Path csv = output.resolve(labelled ? TRAIN : TEST);
      var unused = options.outputs(List.of(csv));
      return context.run(
          options,
          0,
          List.of(),
          (metrics, listener) -> {
            try (DataSet data = source.open(images, labels, labelNames);
                OwnedFolder folder =
                    OwnedFolder.open(
                        output, FolderContents.of(csv.getFileName().toString(), IMAGES))) {
              spareOtherImages(data, folder.resolve(labelled ? TEST : TRAIN));
              listener.phaseStarted(Phase.WRITING, data.size());
              int written =
                  writer.write(
                      data, labelled, csv, DefaultThreads.here().count(), listener::imageWritten);
              listener.phaseFinished(Phase.WRITING);
              context.print(
                  options,
                  Map.of("csv", csv.toString(), "images", written),
                  () ->
                      context
                          .console()
                          .out()
                          .printf("%s in %s%n", TextFormat.count(written, "image"), csv));
              return ExitStatus.DONE;
            }
          });
    }

    /**
     * Refuses to replace images of the other CSV: all imports name their images 1, 2, 3 and so on.
     */
    private void spareOtherImages(DataSet data, Path other) {
      if (Files.exists(other)
          && Files.exists(output.resolve(IMAGES))
          && !holdsTheSame(data, other)) {
        throw new OverwriteException(
            "%s: its images would be replaced by others of the same names; choose another folder with --output"
                .formatted(other));
      }
    }

    private boolean holdsTheSame(DataSet data, Path other) {
      DataSetPort.Location location =
          new DataSetPort.Location(
              other, output.resolve(IMAGES), data.idName(), null, DataSetPort.Purpose.PREDICT);
      try (DataSet before = dataSets.open(location);
          Stream<Sample> earlier = before.samples();
          Stream<Sample> later = data.samples()) {
        Map<String, Sample> byId = new HashMap<>();
        later.forEach(sample -> byId.put(sample.id(), sample));
        return earlier.allMatch(
            sample -> {
              Sample now = byId.get(sample.id());
              return now == null || same(before.read(sample, FULL_SIZE), data.read(now, FULL_SIZE));
            });
      } catch (EspyException e) {
        return false; // Such a data set was not written by this import.
      }
    }

    private static boolean same(DecodeResult one, DecodeResult other) {
      return one instanceof Image first
          && other instanceof Image second
          && first.shape().equals(second.shape())
          && Arrays.equals(first.pixels(), second.pixels());
    }
  }

  /** Opens idx files as a data set. */
  @FunctionalInterface
  public interface IdxSource {

    /**
     * Opens idx files.
     *
     * @param images the file of images
     * @param labels the file of labels, or null
     * @param labelNames the names of labels by number; empty to use the numbers
     */
    DataSet open(Path images, @Nullable Path labels, List<String> labelNames);
  }
}
