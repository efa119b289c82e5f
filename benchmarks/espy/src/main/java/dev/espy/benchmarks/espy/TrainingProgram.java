package dev.espy.benchmarks.espy;

import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.adapters.csv.writing.CsvReviews;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.images.ImageIoCodec;
import dev.espy.adapters.report.HtmlReports;
import dev.espy.adapters.safetensors.EspyCheckpointFiles;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.Learner;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Trains as {@code espy train} does. Prints a line an epoch, {@code epoch SHARE}, with the share of
 * the time in which the engine was not at work; and one a tenth of an epoch, {@code tenth RATE}, in
 * images per second.
 */
public final class TrainingProgram {

  private TrainingProgram() {}

  /**
   * @param arguments a CSV, or {@code drawn:N} for so many drawn images; the run folder; the number
   *     of epochs
   */
  public static void main(String[] arguments) {
    boolean drawn = arguments[0].startsWith("drawn:");
    Recipe.Builder recipe =
        Preset.TUTORIAL.recipe().toBuilder()
            .validation(0)
            .epochs(Integer.parseInt(arguments[2]));
    if (drawn) {
      recipe.network(small());
    }
    try (DataSet data =
        drawn
            ? new DrawnDataSet(Integer.parseInt(arguments[0].substring("drawn:".length())))
            : new CsvDataSets(new ImageIoCodec())
                .open(DataSetPort.Location.of(Path.of(arguments[0]), Purpose.TRAIN))) {
      new Train(
              new Dl4jEngine(),
              new Dl4jEngine(),
              new RunStores(
                  new EspyModelFiles(), new EspyCheckpointFiles(), new CsvPredictions(), new CsvReviews(), new HtmlReports("")),
              Clock.systemUTC())
          .run(
              TrainRequest.of(data, recipe.build(), Path.of(arguments[1])),
              RunControl.of(new Stopwatch(data.size())));
    }
  }

  /** A network that is quicker than the tutorial's, so that data must come quicker. */
  private static Architecture small() {
    return new Architecture(
        List.of(
            new Layer.Convolution(8, 3, 2, Layer.Padding.SAME, Activation.RELU),
            new Layer.MaxPooling(2, 2),
            new Layer.Convolution(16, 3, 1, Layer.Padding.SAME, Activation.RELU),
            new Layer.MaxPooling(2, 2)));
  }

  private static final class Stopwatch implements RunListener {

    private final int images;
    private long start;
    private long engine;
    private long tenthStart;
    private int tenthImages;

    Stopwatch(int images) {
      this.images = images;
    }

    @Override
    public void phaseStarted(Phase phase, long count) {
      start = System.nanoTime();
      tenthStart = start;
      tenthImages = 0;
      engine = 0;
    }

    @Override
    public void batchFitted(int count, Learner.Step step, long nanos) {
      engine += nanos;
      tenthImages += count;
      if (tenthImages >= images / 10) {
        long now = System.nanoTime();
        System.out.println("tenth " + tenthImages / ((now - tenthStart) / 1e9));
        tenthStart = now;
        tenthImages = 0;
      }
    }

    @Override
    public void phaseFinished(Phase phase) {
      if (phase == Phase.TRAINING) {
        System.out.println("epoch " + (1 - (double) engine / (System.nanoTime() - start)));
      }
    }
  }
}
