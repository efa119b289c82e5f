package dev.espy.adapters.cli.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.espy.adapters.cli.output.Version;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The version, memory and processor time of this process. */
final class ProcessMetrics {

  /** The state of this process on Linux. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final String RESIDENT = "VmRSS:";

  private ProcessMetrics() {}

  /** Registers the meters. The names of Micrometer and of Prometheus' clients are kept. */
  static void bindTo(MeterRegistry registry) {
    Gauge.builder("espy.build.info", () -> 1)
        .description("Always 1; the tag is Espy's version.")
        .tag("version", Version.text())
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              "jvm.gc.collection",
              collector,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .description("Garbage collections of the Java heap, and their time.")
          .tag("gc", collector.getName())
          .register(registry);
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / 1e9)
          .description("Processor time of this process, of all its threads together.")
          .baseUnit("seconds")
          .register(registry);
    }
    Gauge.builder(
            "process.start.time", () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3)
        .description("The time at which this process started, since 1970.")
        .baseUnit("seconds")
        .register(registry);
    if (Files.isReadable(STATUS)) {
      Gauge.builder("process.resident.memory", ProcessMetrics::residentBytes)
          .description(
              "Memory of this process that is not swapped out: the Java heap in use, the engine's"
                  + " native memory, and all else.")
          .baseUnit("bytes")
          .register(registry);
    }
  }

  /** Returns the resident memory in bytes, NaN if the system does not say. */
  private static double residentBytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException | RuntimeException e) {
      return Double.NaN;
    }
  }
}
