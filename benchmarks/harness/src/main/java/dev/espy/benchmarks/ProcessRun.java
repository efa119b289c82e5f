package dev.espy.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process from its start to its end. Processor time and memory are known on Linux only; elsewhere
 * they are 0.
 *
 * @param seconds the time from start to end, in seconds
 * @param processorSeconds the time of user and system on all processors, in seconds
 * @param residentMegabytes the largest resident memory, mapped files included
 * @param anonymousMegabytes the largest resident memory without mapped files, sampled every 10 ms
 * @param output the printed output
 */
record ProcessRun(
    double seconds,
    double processorSeconds,
    double residentMegabytes,
    double anonymousMegabytes,
    String output) {

  private static final double TICKS_PER_SECOND = 100;

  /**
   * Runs a command.
   *
   * @throws IOException if it cannot be started, or ends with a status other than 0
   */
  static ProcessRun of(List<String> command) throws IOException {
    Path output = Files.createTempFile("espy-benchmark", ".out");
    try {
      double processor = childrenSeconds();
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      double resident = 0;
      double anonymous = 0;
      while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
        resident = Math.max(resident, megabytes(process.pid(), "VmHWM:"));
        anonymous = Math.max(anonymous, megabytes(process.pid(), "RssAnon:"));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + " failed:\n" + text);
      }
      return new ProcessRun(seconds, childrenSeconds() - processor, resident, anonymous, text);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  /** Returns the processor time of this JVM's children that have ended. */
  private static double childrenSeconds() throws IOException {
    Path file = Path.of("/proc/self/stat");
    if (!Files.exists(file)) {
      return 0;
    }
    String line = Files.readString(file);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
  }

  private static double megabytes(long pid, String key) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(key))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // It has just ended.
    }
  }
}
