package dev.espy.readme;

import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.adapters.csv.writing.CsvReviews;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.images.ImageIoCodec;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.adapters.report.HtmlReports;
import dev.espy.adapters.safetensors.EspyCheckpointFiles;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.application.RunControl;
import dev.espy.application.predict.Predict;
import dev.espy.application.predict.PredictRequest;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.time.Clock;

/** The README's example of how to embed Espy. */
final class Embedding {

  private Embedding() {}

  static void run(Path photos, Path run) {
    DataSetPort dataSets = new CsvDataSets(new ImageIoCodec());
    ModelStorePort models = new EspyModelFiles();
    PredictionsPort predictions = new CsvPredictions();
    RunStores stores =
        new RunStores(
            models,
            new EspyCheckpointFiles(),
            predictions,
            new CsvReviews(),
            new HtmlReports("espy train photos --verdicts verdicts.csv"));
    Recipe recipe = Recipe.builder().epochs(5).build();

    try (DataSet data = dataSets.open(Location.of(photos, Purpose.TRAIN))) {
      new Train(new Dl4jEngine(), new OnnxEngine(), stores, Clock.systemUTC())
          .run(TrainRequest.of(data, recipe, run), RunControl.silent());
    }
    try (DataSet data = dataSets.open(Location.of(photos, Purpose.PREDICT))) {
      new Predict(new OnnxEngine(), predictions)
          .run(
              PredictRequest.of(models.load(run), data, run.resolve("labels.csv")),
              RunControl.silent());
    }
  }
}
