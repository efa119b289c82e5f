package dev.espy.adapters.nvidia;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The result of a child process.
 *
 * @param exitStatus exit status, 0 for success
 * @param text standard output and standard error
 */
record ProcessOutput(int exitStatus, String text) {

  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_QUOTED = 120;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

  /**
   * Runs a program until it ends, and kills it if it does not end in time.
   *
   * @param command the program and its arguments
   * @param deadline latest end of the program, as a value of {@link System#nanoTime}
   * @throws IOException if the program cannot be started or prints more than 64 KiB
   * @throws TimeoutException if the deadline has passed
   * @throws InterruptedException if this thread is interrupted
   */
  static ProcessOutput run(List<String> command, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      // A separate thread reads, because reading from a process cannot be interrupted.
      FutureTask<byte[]> reading =
          new FutureTask<>(() -> process.getInputStream().readNBytes(MOST_BYTES));
      Thread thread = new Thread(reading, "espy-child");
      thread.setDaemon(true);
      thread.start();
      byte[] printed = reading.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (printed.length == MOST_BYTES) {
        throw new IOException("it prints without end");
      }
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      return new ProcessOutput(process.exitValue(), new String(printed, StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new IOException("its output cannot be read", e.getCause());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Returns a line of output for use in a message: quoted, printable, at most 120 characters. */
  static String quote(String line) {
    String printable = UNPRINTABLE.matcher(line.strip()).replaceAll("?");
    return printable.length() > MOST_QUOTED
        ? "'" + printable.substring(0, MOST_QUOTED) + "...'"
        : "'" + printable + "'";
  }
}
