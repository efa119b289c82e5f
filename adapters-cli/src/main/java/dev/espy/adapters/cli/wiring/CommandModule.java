package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.Cancellation;
import dev.espy.adapters.cli.Console;
import dev.espy.adapters.cli.Engines;
import dev.espy.adapters.cli.EspyCommand;
import dev.espy.adapters.cli.ExportCommand;
import dev.espy.adapters.cli.Failures;
import dev.espy.adapters.cli.ImportCommand;
import dev.espy.adapters.cli.ImportCommand.IdxSource;
import dev.espy.adapters.cli.InspectCommand;
import dev.espy.adapters.cli.InterruptibleWriter;
import dev.espy.adapters.cli.PredictCommand;
import dev.espy.adapters.cli.RunContext;
import dev.espy.adapters.cli.TrainCommand;
import dev.espy.adapters.cli.TuneCommand;
import dev.espy.adapters.cli.ValidateCommand;
import dev.espy.adapters.cli.demo.DemoCommand;
import dev.espy.adapters.cli.demo.RehearsalCommand;
import dev.espy.application.RunListener;
import dev.espy.application.train.FindLearningRate;
import dev.espy.application.train.Train;
import dev.espy.application.tune.Tune;
import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetWriter;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelExport;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.SearchStore;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
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
      LearnerPort engine,
      ClassifierPort classifiers,
      ModelStore models,
      CheckpointStore checkpoints,
      PredictionsPort predictions,
      DataSetPort dataSets,
      Function<Path, List<RunListener>> recorders,
      Clock clock,
      RunContext context) {
    return new TrainCommand(
        new Train(engine, classifiers, models, checkpoints, predictions, clock),
        checkpoints,
        new FindLearningRate(engine),
        dataSets,
        recorders,
        clock,
        context);
  }

  @Provides
  static TuneCommand tune(
      LearnerPort engine,
      ClassifierPort classifiers,
      SearchStore searches,
      DataSetPort dataSets,
      Clock clock,
      RunContext context) {
    return new TuneCommand(new Tune(engine, classifiers, searches), dataSets, clock, context);
  }

  @Provides
  static ValidateCommand validate(
      Engines engines,
      PredictionsPort predictions,
      ModelStore models,
      DataSetPort dataSets,
      RunContext context) {
    return new ValidateCommand(engines, predictions, models, dataSets, context);
  }

  @Provides
  static PredictCommand predict(
      Engines engines,
      PredictionsPort predictions,
      ModelStore models,
      DataSetPort dataSets,
      RunContext context) {
    return new PredictCommand(engines, predictions, models, dataSets, context);
  }

  @Provides
  static ExportCommand export(
      ModelExport export,
      Engines engines,
      ModelStore models,
      DataSetPort dataSets,
      RunContext context) {
    return new ExportCommand(export, engines, models, dataSets, context);
  }

  @Provides
  static DemoCommand demo(
      IdxSource idx,
      DataSetWriter writer,
      Provider<CommandLine> espy,
      Console console,
      Cancellation cancellation) {
    return new DemoCommand(
        idx, new InterruptibleWriter(writer, cancellation), espy::get, console, cancellation);
  }

  @Provides
  static RehearsalCommand rehearsal(
      ModelStore models, DataSetWriter writer, Provider<CommandLine> espy) {
    return new RehearsalCommand(models, writer, espy::get);
  }

  @Provides
  static CommandLine commandLine(
      Console console,
      TrainCommand train,
      TuneCommand tune,
      ValidateCommand validate,
      PredictCommand predict,
      ExportCommand export,
      InspectCommand inspect,
      ImportCommand.Idx importIdx,
      DemoCommand demo,
      RehearsalCommand rehearsal) {
    CommandLine espy =
        new CommandLine(new EspyCommand())
            .addSubcommand(train)
            .addSubcommand(tune)
            .addSubcommand(validate)
            .addSubcommand(predict)
            .addSubcommand(export)
            .addSubcommand(inspect)
            .addSubcommand(new CommandLine(new ImportCommand()).addSubcommand(importIdx))
            .addSubcommand(demo)
            .addSubcommand(rehearsal);
    Failures failures = new Failures();
    return espy.setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  @Provides
  static InspectCommand inspect(ModelStore models, RunContext context) {
    return new InspectCommand(models, context);
  }

  @Provides
  static ImportCommand.Idx importIdx(IdxSource idx, DataSetWriter writer, RunContext context) {
    return new ImportCommand.Idx(
        idx, new InterruptibleWriter(writer, context.cancellation()), context);
  }
}
