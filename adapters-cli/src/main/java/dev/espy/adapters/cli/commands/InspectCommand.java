package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.config.Yaml;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.output.CalibrationReport;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.JsonDocuments;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.InvalidSettingException;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.RecipeCodec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espy inspect}: describes a model and its provenance. */
@Command(
    name = "inspect",
    sortOptions = false,
    description = "Describes a model and its origin, or prints a preset.")
public final class InspectCommand implements Callable<Integer> {

  private final ModelStorePort models;
  private final RunContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file, or the run folder that holds one.")
  private @Nullable Path modelFile;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Print this preset as a file for --config: " + Preset.NAMES + ".")
  private @Nullable String preset;

  @Mixin private CommonOptions options;

  /**
   * @param models the store of models
   * @param context the console
   */
  public InspectCommand(ModelStorePort models, RunContext context) {
    this.models = models;
    this.context = context;
  }

  @Override
  public Integer call() {
    PrintWriter out = context.console().out();
    if (preset != null && modelFile == null) {
      Preset named = preset(preset);
      Map<String, Object> document = RecipeCodec.writeWithLayers(named.recipe());
      context.print(options, document, () -> out.print(file(named, document)));
      return ExitStatus.DONE;
    }
    if (preset != null || modelFile == null) {
      throw new ParameterException(spec.commandLine(), "give either MODEL or --preset NAME");
    }
    Path file = modelFile;
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Model model = models.load(file);
          context.print(options, JsonDocuments.model(file, model), () -> print(out, model));
          return ExitStatus.DONE;
        });
  }

  private Preset preset(String name) {
    try {
      return Preset.parse(name);
    } catch (InvalidSettingException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns a preset as a file for --config that begins with its description. */
  private static String file(Preset preset, Map<String, Object> document) {
    return preset
            .description()
            .lines()
            .map(line -> "# " + line + "\n")
            .collect(Collectors.joining())
        + Yaml.write(document);
  }

  private static void print(PrintWriter out, Model model) {
    Provenance provenance = model.provenance();
    Network network = model.network();
    out.printf(
        "labels      %,d: %s%n",
        model.labels().size(),
        model.labels().asList().stream()
            .limit(20)
            .map(label -> label.name())
            .collect(Collectors.joining(", ", "", model.labels().size() > 20 ? ", ..." : "")));
    out.printf("input       %s%n", model.preprocessing().input().describe());
    out.printf(Locale.ROOT, "parameters  %,d%n", network.parameterCount());
    out.printf("created     %s by %s%n", provenance.created(), provenance.createdBy());
    out.printf("engine      %s (%s)%n", provenance.engine(), provenance.platform());
    out.printf(
        Locale.ROOT,
        "trained     on %s of %s; weights of epoch %d%n",
        TextFormat.count(provenance.trainingImages(), "image"),
        provenance.dataSet(),
        provenance.epoch());
    Double accuracy = provenance.validationAccuracy();
    if (accuracy != null) {
      out.printf(
          Locale.ROOT,
          "validated   on %s, accuracy %.4f%n",
          TextFormat.count(provenance.validationImages(), "image"),
          accuracy);
    }
    CalibrationReport.print(out, model.calibration());
    out.printf("%nlayer       output             parameters%n");
    for (Network.Node node : network.nodes()) {
      out.printf(
          Locale.ROOT,
          "%-10s  %-16s  %,11d%n",
          node.name(),
          node.output().isVector()
              ? String.valueOf(node.output().channels())
              : "%d x %d x %d"
                  .formatted(
                      node.output().channels(), node.output().height(), node.output().width()),
          node.allParameters().stream().mapToLong(parameter -> parameter.size()).sum());
    }
  }
}
