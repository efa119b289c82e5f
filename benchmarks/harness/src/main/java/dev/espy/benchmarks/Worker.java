package dev.espy.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A contestant in a JVM of its own. It computes only while it is asked something. */
final class Worker implements AutoCloseable {

  private final String name;
  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  Worker(String name, List<String> command) throws IOException {
    this.name = name;
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  /** Makes ready; returns whether it can. */
  boolean open(Workload workload) throws IOException {
    return ask("open " + workload).equals("ok");
  }

  /** Works for at least so many seconds; returns images per second. */
  double run(double seconds) throws IOException {
    return Double.parseDouble(ask("run " + seconds));
  }

  /** Frees what the last workload needed. */
  void finish() throws IOException {
    ask("close");
  }

  private String ask(String question) throws IOException {
    questions.println(question);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " ended while it was asked to " + question);
    }
    return answer;
  }

  @Override
  public void close() {
    questions.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
