package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.commands.ImportCommand.IdxSource;
import dev.espy.adapters.cli.output.EvaluationFile;
import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.adapters.csv.writing.CsvDataSetWriter;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.adapters.csv.writing.CsvSearches;
import dev.espy.adapters.csv.writing.RunTables;
import dev.espy.adapters.idx.IdxFiles;
import dev.espy.adapters.images.ImageIoCodec;
import dev.espy.adapters.safetensors.EspyCheckpointFiles;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.application.RunListener;
import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetWriter;
import dev.espy.domain.port.ImageCodec;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.SearchStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The files: CSV, images, model files, run folders. */
@Module
public interface StorageModule {

  @Provides
  static ImageCodec imageCodec() {
    return new ImageIoCodec();
  }

  @Provides
  static DataSetPort dataSets(ImageCodec codec) {
    return new CsvDataSets(codec);
  }

  @Provides
  static DataSetWriter dataSetWriter(ImageCodec codec) {
    return new CsvDataSetWriter(codec);
  }

  @Provides
  static IdxSource idx() {
    return new IdxFiles()::open;
  }

  @Provides
  static PredictionsPort predictions() {
    return new CsvPredictions();
  }

  @Provides
  static ModelStore models() {
    return new EspyModelFiles();
  }

  @Provides
  static CheckpointStore checkpoints() {
    return new EspyCheckpointFiles();
  }

  @Provides
  static SearchStore searches() {
    return new CsvSearches();
  }

  @Provides
  static Function<Path, List<RunListener>> recorders() {
    return folder -> List.of(new RunTables(folder), new EvaluationFile(folder));
  }
}
