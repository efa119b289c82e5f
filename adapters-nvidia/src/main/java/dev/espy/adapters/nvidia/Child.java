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
 * What a child process said.
 *
 * @param exitStatus 0 if it thinks that all is well
 * @param text all it printed, errors included
 */
record Child(int exitStatus, String text) {

  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_QUOTED = 120;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

  /**
   * Runs a program to its end. Whatever happens, it does not run any longer afterwards.
   *
   * @param deadline when it must have ended, in terms of {@link System#nanoTime}
   * @throws IOException if it cannot be started, or prints without end
   * @throws TimeoutException if it has not ended in time
   * @throws InterruptedException if this thread was interrupted while it ran
   */
  static Child run(List<String> command, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      // A thread of its own, since reading from a process cannot be given up.
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
      return new Child(process.exitValue(), new String(printed, StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new IOException("its output cannot be read", e.getCause());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Returns a line of what it said, fit to stand in a message. */
  static String quote(String line) {
    String printable = UNPRINTABLE.matcher(line.strip()).replaceAll("?");
    return printable.length() > MOST_QUOTED
        ? "'" + printable.substring(0, MOST_QUOTED) + "...'"
        : "'" + printable + "'";
  }
}
