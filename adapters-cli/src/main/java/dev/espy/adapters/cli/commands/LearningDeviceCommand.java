package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.options.DeviceOption;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.port.GpuProbePort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/**
 * {@code espy learning-device COMMAND...}: tells the launcher on which device a command line will
 * train, because Java needs other libraries for a GPU. Not for users.
 *
 * <p>Prints one line: {@code -} for the CPU, {@code !} if the device is unavailable, otherwise the
 * value of CUDA_VISIBLE_DEVICES; then a space and the reason. Prints nothing if the command line is
 * wrong.
 */
@Command(name = "learning-device", hidden = true)
public final class LearningDeviceCommand implements Callable<Integer> {

  private final GpuProbePort gpus;
  private final Installation installation;
  private final Supplier<CommandLine> espy;
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "WORD", description = "A command line.")
  private List<String> words = new ArrayList<>();

  @Mixin private DeviceOption device;

  /**
   * @param gpus the probe for GPUs
   * @param installation the installed engines
   * @param espy the source of command lines, which parse the words
   * @param console the console
   */
  public LearningDeviceCommand(
      GpuProbePort gpus, Installation installation, Supplier<CommandLine> espy, Console console) {
    this.gpus = gpus;
    this.installation = installation;
    this.espy = espy;
    this.console = console;
  }

  @Override
  public Integer call() {
    ParseResult typed;
    try {
      typed = espy.get().parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      return ExitStatus.USAGE; // The command itself will report why.
    }
    console.out().printf("%s%n", answer(request(typed)));
    console.out().flush();
    return ExitStatus.DONE;
  }

  private String answer(DeviceRequest request) {
    try {
      DeviceChoice choice =
          DeviceChoice.of(request, gpus::probe, installation.learning().requirements());
      Gpu gpu = choice.gpu();
      return (gpu == null ? "-" : installation.visibleAlone().apply(gpu)) + " " + choice.reason();
    } catch (UnsupportedDeviceException e) {
      return "! " + e.getMessage();
    }
  }

  private DeviceRequest request(ParseResult typed) {
    OptionSpec option =
        typed.hasSubcommand()
            ? typed.subcommand().commandSpec().findOption(DeviceOption.NAME)
            : null;
    return option == null ? device.request() : option.getValue();
  }
}
