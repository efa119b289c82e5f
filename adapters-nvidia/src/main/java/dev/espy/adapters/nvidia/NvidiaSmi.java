package dev.espy.adapters.nvidia;

import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.port.GpuProbePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds GPUs with nvidia-smi, a program of the NVIDIA driver. It runs as a child process, so this
 * process loads no CUDA, and a driver that hangs does not block it.
 *
 * <p>nvidia-smi ignores CUDA_VISIBLE_DEVICES and CUDA_DEVICE_ORDER; this class reads them from the
 * environment. On a machine with different models of GPUs, set CUDA_DEVICE_ORDER=PCI_BUS_ID before
 * Java starts. Without it {@link Gpu#ordinal} is null, and no GPU is used.
 */
public final class NvidiaSmi implements GpuProbePort {

  /** Time limit for all calls of nvidia-smi together. */
  static final Duration LIMIT = Duration.ofMillis(1_700);

  private static final List<String> NAMES = List.of("nvidia-smi", "nvidia-smi.exe");
  private static final List<String> USUAL_FOLDERS =
      List.of("/usr/bin", "/usr/lib/wsl/lib", "C:\\Windows\\System32");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern FOLDER = Pattern.compile(Pattern.quote(File.pathSeparator));
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Field \"([^\"]+)\" is not a valid field to query");

  private final Function<String, @Nullable String> environment;
  private final List<String> usualFolders;
  private final Duration limit;

  /** Searches nvidia-smi in the PATH of this process and in its usual folders. */
  public NvidiaSmi() {
    this(System::getenv, USUAL_FOLDERS, LIMIT);
  }

  NvidiaSmi(
      Function<String, @Nullable String> environment, List<String> usualFolders, Duration limit) {
    this.environment = environment;
    this.usualFolders = usualFolders;
    this.limit = limit;
  }

  @Override
  public GpuFindings probe() {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return none("no NVIDIA driver found", "install the NVIDIA driver");
    }
    try {
      return ask(program.get());
    } catch (IOException e) {
      return none(
          "%s does not work: %s".formatted(program.get(), e.getMessage()),
          "run it in a terminal and fix the problem that it reports");
    } catch (TimeoutException e) {
      return none(
          "%s did not answer within %d ms".formatted(program.get(), limit.toMillis()),
          "try again, or keep the driver loaded with sudo nvidia-smi -pm 1");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none("looking for GPUs was interrupted", "try again");
    }
  }

  /**
   * Returns the value of CUDA_VISIBLE_DEVICES that makes one GPU the only visible one in a child
   * process. Its ordinal is 0 there, and the process cannot use another GPU by accident.
   *
   * @param gpu a GPU from {@link #probe} with an {@link Gpu#ordinal}
   */
  public String visibleAlone(Gpu gpu) {
    int ordinal = Objects.requireNonNull(gpu.ordinal(), gpu.title());
    String visible = environment.apply("CUDA_VISIBLE_DEVICES");
    return visible == null
        ? Integer.toString(ordinal)
        : COMMA.splitAsStream(visible).map(String::strip).toList().get(ordinal);
  }

  private Optional<Path> program() {
    return Stream.concat(
            FOLDER.splitAsStream(Optional.ofNullable(environment.apply("PATH")).orElse("")),
            usualFolders.stream())
        .flatMap(folder -> NAMES.stream().map(name -> path(folder, name)))
        .flatMap(Optional::stream)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Optional<Path> path(String folder, String name) {
    try {
      // A relative path would run a program from the working directory by accident.
      return Optional.of(Path.of(folder, name)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private GpuFindings ask(Path program) throws IOException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> columns = GpuTable.COLUMNS;
    while (true) {
      ProcessOutput answer =
          ProcessOutput.run(
              List.of(
                  program.toString(),
                  "--query-gpu=" + String.join(",", columns),
                  "--format=csv,noheader,nounits"),
              deadline);
      Matcher unknown = UNKNOWN_COLUMN.matcher(answer.text());
      if (!unknown.find()
          || !columns.contains(unknown.group(1))
          || !GpuTable.NEW_COLUMNS.contains(unknown.group(1))) {
        return findings(answer, columns);
      }
      columns = columns.stream().filter(column -> !column.equals(unknown.group(1))).toList();
    }
  }

  private GpuFindings findings(ProcessOutput answer, List<String> columns) throws IOException {
    String text = answer.text();
    if (text.contains("communicate with the NVIDIA driver")) {
      return none(
          "nvidia-smi is installed, but the NVIDIA driver is not running",
          "start it with sudo modprobe nvidia, or install it again for this kernel");
    }
    if (text.contains("Driver/library version mismatch")) {
      return none(
          "the NVIDIA driver was updated, but the old one is still running", "restart the machine");
    }
    if (text.contains("No devices were found")) {
      return none(
          "the NVIDIA driver runs, but finds no GPU",
          "check the card, or whether this container may use it");
    }
    if (answer.exitStatus() != 0) {
      throw new IOException(
          "it ended with exit status %d and printed %s"
              .formatted(answer.exitStatus(), ProcessOutput.quote(lastLine(text))));
    }
    String visible = environment.apply("CUDA_VISIBLE_DEVICES");
    List<Gpu> gpus =
        new CudaDeviceOrder(environment.apply("CUDA_DEVICE_ORDER"), visible)
            .visibleGpus(GpuTable.parse(text, columns));
    if (gpus.isEmpty()) {
      return none(
          "the environment variable CUDA_VISIBLE_DEVICES, '%s', leaves no GPU".formatted(visible),
          "unset it, or let it name whole GPUs by the number or UUID that nvidia-smi -L lists");
    }
    return new Seen(gpus);
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
  }

  private static GpuFindings none(String problem, String advice) {
    return new NoneSeen(new UnavailableReason(problem, advice));
  }
}
