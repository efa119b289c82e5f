package dev.espy.adapters.cli;

import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.adapters.cli.wiring.DaggerEspyComponent;
import dev.espy.adapters.cli.wiring.DaggerStandInEspyComponent;
import dev.espy.adapters.cli.wiring.StandInEngineModule;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.fake.ExampleRequirements;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program in this JVM, what it prints being caught. */
public final class Espy {

  /** The outcome of a command line. */
  public record Outcome(int status, String out, String err) {

    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  private static final GpuFindings NO_GPU =
      new GpuFindings.NoneSeen(new UnavailableReason("nvidia-smi is not installed", "install it"));
  private static final Installation INSTALLATION =
      new Installation(
          part(ExampleRequirements.deeplearning4j(List.of())),
          part(ExampleRequirements.onnxRuntime(List.of())),
          gpu -> String.valueOf(gpu.ordinal()));

  private final BiFunction<Console, Cancellation, CommandLine> program;
  private final Cancellation cancellation;
  private String cancelAt = "";

  private Espy(BiFunction<Console, Cancellation, CommandLine> program, Cancellation cancellation) {
    this.program = program;
    this.cancellation = cancellation;
  }

  private static Installation.Part part(DeviceRequirements requirements) {
    return new Installation.Part(
        requirements, () -> new EngineReport(requirements.engine(), null, Map.of()));
  }

  /** Returns the program with another engine. */
  public static Espy on(StandInEngine engine) {
    return on(engine, new Cancellation());
  }

  /** Returns the program with another engine and a cancellation that the engine knows. */
  public static Espy on(StandInEngine engine, Cancellation known) {
    return on(engine, known, NO_GPU, INSTALLATION);
  }

  /** Returns the program on a machine with other GPUs and engines. */
  public static Espy on(GpuFindings gpus, Installation installation) {
    return on(new StandInEngine(), new Cancellation(), gpus, installation);
  }

  private static Espy on(
      StandInEngine engine, Cancellation known, GpuFindings gpus, Installation installation) {
    StandInEngineModule module =
        new StandInEngineModule(engine, engine::runOn, engine::computeWith, gpus, installation);
    return new Espy(
        (console, cancellation) ->
            DaggerStandInEspyComponent.factory()
                .create(module, console, cancellation)
                .commandLine(),
        known);
  }

  /** Returns the program as it is shipped. */
  public static Espy real() {
    return new Espy(
        (console, cancellation) ->
            DaggerEspyComponent.factory().create(console, cancellation).commandLine(),
        new Cancellation());
  }

  /** Runs a command line on an engine in plain Java. */
  public static Outcome espy(Object... words) {
    return on(new StandInEngine()).run(words);
  }

  /** Runs a command line that is cancelled as soon as it has written this to standard error. */
  public static Outcome cancelledAt(String text, Object... words) {
    Espy espy = on(new StandInEngine());
    espy.cancelAt = text;
    return espy.run(words);
  }

  public Outcome run(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err =
        new StringWriter() {
          @Override
          public void flush() {
            if (!cancelAt.isEmpty() && toString().contains(cancelAt)) {
              cancellation.cancel();
            }
          }
        };
    Console console = new Console(new PrintWriter(out), new PrintWriter(err, true), false);
    String[] args = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
    int status = program.apply(console, cancellation).execute(args);
    console.out().flush();
    console.err().flush();
    return new Outcome(status, out.toString(), err.toString());
  }
}
