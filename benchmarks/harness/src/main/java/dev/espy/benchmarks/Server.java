package dev.espy.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a {@link Worker}: takes a line from standard input, does what it says, and answers
 * with a line on standard output.
 *
 * <ul>
 *   <li>{@code open WORKLOAD}: {@code ok}, or {@code unsupported}
 *   <li>{@code run SECONDS}: steps for at least so long, one at least; images per second
 *   <li>{@code close}: {@code ok}
 * </ul>
 */
public final class Server {

  private Server() {}

  /** Answers until there is no more input. */
  public static void serve(Contestant contestant) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // Libraries may print.
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Contestant.@Nullable Session session = null;
    int batch = 0;
    String line;
    while ((line = questions.readLine()) != null) {
      String[] words = line.split(" ", 2);
      if (words[0].equals("open")) {
        Workload workload = Workload.parse(words[1]);
        batch = workload.batch();
        try {
          session = contestant.open(workload);
          answers.println("ok");
        } catch (UnsupportedOperationException e) {
          answers.println("unsupported");
        }
      } else if (session == null) {
        throw new IllegalStateException(line);
      } else if (words[0].equals("run")) {
        answers.println(rate(session, batch, Double.parseDouble(words[1])));
      } else {
        session.close();
        session = null;
        System.gc();
        answers.println("ok");
      }
      answers.flush();
    }
  }

  private static double rate(Contestant.Session session, int batch, double seconds) {
    long start = System.nanoTime();
    long steps = 0;
    double elapsed;
    do {
      session.step();
      steps++;
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds);
    return steps * batch / elapsed;
  }
}
