package dev.espy.readme;

import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.images.ImageIoCodec;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.adapters.safetensors.EspyCheckpointFiles;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.predict.Predict;
import dev.espy.application.predict.PredictRequest;
import dev.espy.application.train.Train;
import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.training.TrainSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The README's example of how to embed Espy. */
final class Embedding {

  private Embedding() {}

  static void run(Path photos, Path run) {
    LearnerPort engine = new Dl4jEngine();
    ClassifierPort classifier = new OnnxEngine();
    ModelStore models = new EspyModelFiles();
    CheckpointStore checkpoints = new EspyCheckpointFiles();
    PredictionsPort predictions = new CsvPredictions();
    DataSetPort dataSets = new CsvDataSets(new ImageIoCodec());
    RunListener silent = new RunListener() {};

    try (DataSet data = dataSets.open(DataSetPort.Location.of(photos, Purpose.TRAIN))) {
      new Train(engine, classifier, models, checkpoints, predictions, Clock.systemUTC())
          .run(
              data,
              null,
              TrainSettings.builder().epochs(5).build(),
              Map.of(),
              run,
              silent,
              () -> false);
    }
    try (DataSet data = dataSets.open(DataSetPort.Location.of(photos, Purpose.PREDICT))) {
      new Predict(classifier, predictions)
          .run(
              PredictRequest.of(models.load(run), data, run.resolve("labels.csv")),
              RunControl.silent());
    }
  }
}
