package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.commands.ExplainCommand.ImageSource;
import dev.espy.adapters.cli.commands.ImportCommand.IdxSource;
import dev.espy.adapters.cli.output.EvaluationFile;
import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.adapters.csv.dataset.ImageFiles;
import dev.espy.adapters.csv.writing.CsvDataSetWriter;
import dev.espy.adapters.csv.writing.CsvDifferences;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.adapters.csv.writing.CsvReviews;
import dev.espy.adapters.csv.writing.CsvSearches;
import dev.espy.adapters.csv.writing.RunTables;
import dev.espy.adapters.idx.IdxFiles;
import dev.espy.adapters.images.ImageIoCodec;
import dev.espy.adapters.report.HtmlReports;
import dev.espy.adapters.safetensors.EspyCheckpointFiles;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.application.RunListener;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetWriterPort;
import dev.espy.domain.port.DifferencesPort;
import dev.espy.domain.port.ImageCodecPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.port.SearchStorePort;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The files: CSV, images, model files, run folders. */
@Module
public interface StorageModule {

  @Provides
  static ImageCodecPort imageCodec() {
    return new ImageIoCodec();
  }

  @Provides
  static DataSetPort dataSets(ImageCodecPort codec) {
    return new CsvDataSets(codec);
  }

  @Provides
  static ImageSource images(ImageCodecPort codec) {
    return files -> new ImageFiles(files, codec);
  }

  @Provides
  static DataSetWriterPort dataSetWriter(ImageCodecPort codec) {
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
  static DifferencesPort differences() {
    return new CsvDifferences();
  }

  @Provides
  static ModelStorePort models() {
    return new EspyModelFiles();
  }

  @Provides
  static CheckpointStorePort checkpoints() {
    return new EspyCheckpointFiles();
  }

  @Provides
  static SearchStorePort searches() {
    return new CsvSearches();
  }

  @Provides
  static ReviewStorePort reviews() {
    return new CsvReviews();
  }

  @Provides
  static ReportPort reports() {
    return new HtmlReports("espy train DATA --verdicts verdicts.csv");
  }

  @Provides
  static Function<Path, List<RunListener>> recorders() {
    return folder -> List.of(new RunTables(folder), new EvaluationFile(folder));
  }
}
