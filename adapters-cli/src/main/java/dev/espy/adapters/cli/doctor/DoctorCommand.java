package dev.espy.adapters.cli.doctor;

import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DefaultThreads;
import dev.espy.adapters.cli.options.ThreadsOption;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.output.Version;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.port.GpuProbePort;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code espy doctor}: checks whether Espy works on this machine. */
@Command(
    name = "doctor",
    sortOptions = false,
    description =
        "Checks Java, processor, memory, native code and GPUs. Says what does not work and what to"
            + " do about it. The exit status is 1 if Espy cannot train or predict on the CPU.")
public final class DoctorCommand implements Callable<Integer> {

  private static final String ROW = "%-12s%s%n";
  private static final String FACT = "  %-18s%s%n";

  private final GpuProbePort gpus;
  private final Installation installation;
  private final RunContext context;

  @Mixin private CommonOptions options;

  /**
   * @param gpus the probe for GPUs
   * @param installation the installed engines
   * @param context the console
   */
  public DoctorCommand(GpuProbePort gpus, Installation installation, RunContext context) {
    this.gpus = gpus;
    this.installation = installation;
    this.context = context;
  }

  @Override
  public Integer call() {
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Diagnosis diagnosis = Diagnosis.of(Machine.here(), gpus, installation);
          context.print(
              options, DiagnosisDocument.of(diagnosis), () -> print(context.console(), diagnosis));
          return diagnosis.problems().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        });
  }

  private static void print(Console console, Diagnosis diagnosis) {
    PrintWriter out = console.out();
    if (diagnosis.problems().isEmpty()) {
      out.println("All is well: Espy can train and predict on this machine.");
    }
    for (String problem : diagnosis.problems()) {
      out.printf(ROW, "PROBLEM", problem + ".");
    }
    out.println();
    out.printf(
        ROW,
        "Espy",
        "%s; Java %s (%s); %s %s, %s"
            .formatted(
                Version.text(),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    Machine machine = diagnosis.machine();
    out.printf(
        ROW,
        "processor",
        "%s; %s; %s"
            .formatted(
                known(machine.model()),
                TextFormat.count(machine.processors(), "usable processor"),
                machine.features() == null
                    ? "features unknown"
                    : String.join(", ", machine.features())));
    out.printf(FACT, ThreadsOption.NAME, text(machine.threads()));
    out.printf(
        ROW,
        "memory",
        "%,d MiB; at most %,d MiB for Java's heap"
            .formatted(machine.memoryMiB(), machine.heapMiB()));
    part(out, "learning", diagnosis.learning(), diagnosis.auto().learning().reason());
    part(out, "predicting", diagnosis.predicting(), diagnosis.auto().predicting().reason());
    if (diagnosis.gpus().isEmpty()) {
      out.printf(ROW, "GPU", "none: " + diagnosis.noGpu());
    }
    diagnosis.gpus().forEach(gpu -> print(out, gpu));
  }

  private static void part(PrintWriter out, String name, EngineReport report, String auto) {
    out.printf(ROW, name, report.engine() + (report.problem() == null ? "" : ": see above"));
    report.facts().forEach((fact, value) -> out.printf(FACT, fact, text(value)));
    out.printf(FACT, "--device auto", auto);
  }

  private static void print(PrintWriter out, Diagnosis.OnGpu each) {
    Gpu gpu = each.gpu();
    out.printf(
        ROW,
        "GPU " + gpu.index(),
        gpu.name()
            + gpu.facts().entrySet().stream()
                .map(fact -> "; %s %s".formatted(fact.getKey(), known(fact.getValue())))
                .collect(Collectors.joining()));
    out.printf(FACT, "learning", text(each.learning()));
    out.printf(FACT, "predicting", text(each.predicting()));
  }

  private static String text(DefaultThreads threads) {
    return "%,d by default, %s"
        .formatted(
            threads.count(),
            switch (threads.source()) {
              case PROCESSORS -> "one per usable processor";
              case ENVIRONMENT -> "from " + DefaultThreads.VARIABLE;
            });
  }

  private static String known(@Nullable Object value) {
    return value == null ? "unknown" : text(value);
  }

  private static String text(Object value) {
    if (value instanceof Diagnosis.Verdict verdict) {
      return (verdict.usable() ? "yes: " : "NO: ") + verdict.reason();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    if (value instanceof Boolean flag) {
      return flag ? "yes" : "no";
    }
    return value instanceof Number number ? "%,d".formatted(number.longValue()) : value.toString();
  }
}
