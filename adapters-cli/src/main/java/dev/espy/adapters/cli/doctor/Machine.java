package dev.espy.adapters.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.espy.adapters.cli.options.DefaultThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine on which Java runs.
 *
 * @param model the processor's name, or null if it is unknown
 * @param features the processor's features among {@link #FEATURES}, or null if they are unknown
 * @param processors the number of processors that this process may use
 * @param threads the default number of threads that compute
 * @param heapMiB the maximum size of Java's heap, in MiB
 * @param memoryMiB the memory of the machine, or of the container if that has less, in MiB
 */
record Machine(
    @Nullable String model,
    @Nullable List<String> features,
    int processors,
    DefaultThreads threads,
    long heapMiB,
    long memoryMiB) {

  /** Features for which the engines have code, named as in /proc/cpuinfo. */
  private static final List<String> FEATURES =
      List.of("avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "asimd");

  private static final long MIB = 1 << 20;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Returns the description of this machine. */
  static Machine here() {
    return of(Path.of("/proc/cpuinfo"));
  }

  /**
   * Returns the description of this machine.
   *
   * @param cpuinfo the file in which Linux describes the processors; it need not exist
   */
  static Machine of(Path cpuinfo) {
    Runtime java = Runtime.getRuntime();
    // The first processor stands for all of them.
    Optional<String> flags = value(cpuinfo, "flags").or(() -> value(cpuinfo, "Features"));
    return new Machine(
        value(cpuinfo, "model name").orElse(null),
        flags.map(Machine::features).orElse(null),
        java.availableProcessors(),
        DefaultThreads.here(),
        java.maxMemory() / MIB,
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            / MIB);
  }

  private static List<String> features(String flags) {
    List<String> all = Arrays.asList(SPACE.split(flags));
    return FEATURES.stream().filter(all::contains).toList();
  }

  private static Optional<String> value(Path file, String key) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> line.split(":", 2))
          .filter(pair -> pair.length == 2 && pair[0].strip().equals(key))
          .map(pair -> pair[1].strip())
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not Linux
    }
  }
}
