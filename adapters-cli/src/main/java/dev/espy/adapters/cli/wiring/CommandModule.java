package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.commands.CompareCommand;
import dev.espy.adapters.cli.commands.EspyCommand;
import dev.espy.adapters.cli.commands.ExplainCommand;
import dev.espy.adapters.cli.commands.ExplainCommand.ImageSource;
import dev.espy.adapters.cli.commands.ExportCommand;
import dev.espy.adapters.cli.commands.ImportCommand;
import dev.espy.adapters.cli.commands.ImportCommand.IdxSource;
import dev.espy.adapters.cli.commands.InspectCommand;
import dev.espy.adapters.cli.commands.LearningDeviceCommand;
import dev.espy.adapters.cli.commands.PredictCommand;
import dev.espy.adapters.cli.commands.RunsCommand;
import dev.espy.adapters.cli.commands.TrainCommand;
import dev.espy.adapters.cli.commands.TuneCommand;
import dev.espy.adapters.cli.commands.ValidateCommand;
import dev.espy.adapters.cli.demo.ClassDataSharingWarmup;
import dev.espy.adapters.cli.demo.DemoCommand;
import dev.espy.adapters.cli.doctor.DoctorCommand;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.ErrorReporter;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.adapters.cli.run.InterruptibleWriter;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.application.RunListener;
import dev.espy.application.compare.CompareRuns;
import dev.espy.application.runs.ListRuns;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.tune.Tune;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetWriterPort;
import dev.espy.domain.port.DifferencesPort;
import dev.espy.domain.port.GpuProbePort;
import dev.espy.domain.port.ImageCodecPort;
import dev.espy.domain.port.ModelExportPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.port.SearchStorePort;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import picocli.CommandLine;

/** The use cases and the commands that call them. */
@Module
public interface CommandModule {

  @Provides
  static RunContext context(Console console, Cancellation cancellation) {
    return new RunContext(console, cancellation);
  }

  @Provides
  static Clock clock() {
    return Clock.system(ZoneId.systemDefault());
  }

  @Provides
  static TrainCommand train(
      Engines engines,
      ModelStorePort models,
      CheckpointStorePort checkpoints,
      PredictionsPort predictions,
      DataSetPort dataSets,
      ReviewStorePort reviews,
      ReportPort reports,
      Function<Path, List<RunListener>> recorders,
      Clock clock,
      RunContext context) {
    return new TrainCommand(
        engines,
        engine ->
            new Train(
                engine.learner(),
                engine.classifier(),
                new RunStores(models, checkpoints, predictions, reviews, reports),
                clock),
        checkpoints,
        dataSets,
        reviews,
        recorders,
        clock,
        context);
  }

  @Provides
  static TuneCommand tune(
      Engines engines,
      SearchStorePort searches,
      DataSetPort dataSets,
      ReviewStorePort reviews,
      Clock clock,
      RunContext context) {
    return new TuneCommand(
        engines,
        engine -> new Tune(engine.learner(), engine.classifier(), searches),
        dataSets,
        reviews,
        clock,
        context);
  }

  @Provides
  static ValidateCommand validate(
      Engines engines,
      PredictionsPort predictions,
      ModelStorePort models,
      DataSetPort dataSets,
      ReviewStorePort reviews,
      ReportPort reports,
      RunContext context) {
    return new ValidateCommand(engines, predictions, models, dataSets, reviews, reports, context);
  }

  @Provides
  static PredictCommand predict(
      Engines engines,
      PredictionsPort predictions,
      ModelStorePort models,
      DataSetPort dataSets,
      RunContext context) {
    return new PredictCommand(engines, predictions, models, dataSets, context);
  }

  @Provides
  static ExplainCommand explain(
      Engines engines,
      ModelStorePort models,
      ImageSource images,
      ImageCodecPort codec,
      RunContext context) {
    return new ExplainCommand(engines, models, images, codec, context);
  }

  @Provides
  static RunsCommand runs(ModelStorePort models, RunContext context) {
    return new RunsCommand(new ListRuns(models), context);
  }

  @Provides
  static CompareCommand compare(
      Engines engines,
      ModelStorePort models,
      PredictionsPort predictions,
      DifferencesPort differences,
      DataSetPort dataSets,
      RunContext context) {
    return new CompareCommand(
        engines,
        new CompareRuns(models, predictions, differences),
        models,
        differences,
        dataSets,
        context);
  }

  @Provides
  static ExportCommand export(
      IntFunction<ModelExportPort> export,
      Engines engines,
      ModelStorePort models,
      DataSetPort dataSets,
      RunContext context) {
    return new ExportCommand(export, engines, models, dataSets, context);
  }

  @Provides
  static DemoCommand demo(
      IdxSource idx,
      DataSetWriterPort writer,
      Provider<CommandLine> espy,
      Console console,
      Cancellation cancellation) {
    return new DemoCommand(
        idx, new InterruptibleWriter(writer, cancellation), espy::get, console, cancellation);
  }

  @Provides
  static DoctorCommand doctor(GpuProbePort gpus, Installation installation, RunContext context) {
    return new DoctorCommand(gpus, installation, context);
  }

  @Provides
  static LearningDeviceCommand learningDevice(
      GpuProbePort gpus, Installation installation, Provider<CommandLine> espy, Console console) {
    return new LearningDeviceCommand(gpus, installation, espy::get, console);
  }

  @Provides
  static ClassDataSharingWarmup warmup(
      ModelStorePort models, DataSetWriterPort writer, Provider<CommandLine> espy) {
    return new ClassDataSharingWarmup(models, writer, espy::get);
  }

  @Provides
  static CommandLine commandLine(
      Console console,
      TrainCommand train,
      TuneCommand tune,
      RunsCommand runs,
      CompareCommand compare,
      ValidateCommand validate,
      PredictCommand predict,
      ExplainCommand explain,
      ExportCommand export,
      InspectCommand inspect,
      ImportCommand.Idx importIdx,
      DoctorCommand doctor,
      DemoCommand demo,
      LearningDeviceCommand learningDevice,
      ClassDataSharingWarmup warmup) {
    CommandLine espy =
        new CommandLine(new EspyCommand())
            .addSubcommand(train)
            .addSubcommand(tune)
            .addSubcommand(runs)
            .addSubcommand(compare)
            .addSubcommand(validate)
            .addSubcommand(predict)
            .addSubcommand(explain)
            .addSubcommand(export)
            .addSubcommand(inspect)
            .addSubcommand(new CommandLine(new ImportCommand()).addSubcommand(importIdx))
            .addSubcommand(doctor)
            .addSubcommand(demo)
            .addSubcommand(new CommandLine(learningDevice).setStopAtPositional(true))
            .addSubcommand(warmup);
    ErrorReporter failures = new ErrorReporter();
    return espy.setOut(console.styledOut())
        .setErr(console.err())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  @Provides
  static InspectCommand inspect(ModelStorePort models, RunContext context) {
    return new InspectCommand(models, context);
  }

  @Provides
  static ImportCommand.Idx importIdx(
      IdxSource idx, DataSetWriterPort writer, DataSetPort dataSets, RunContext context) {
    return new ImportCommand.Idx(
        idx, new InterruptibleWriter(writer, context.cancellation()), dataSets, context);
  }
}
