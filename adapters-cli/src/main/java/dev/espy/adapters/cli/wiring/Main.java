package dev.espy.adapters.cli.wiring;

import dev.espy.adapters.cli.launcher.RunningBuild;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.ErrorReporter;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TerminalWidth;
import dev.espy.adapters.cli.run.Cancellation;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The main class. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the JVM with its exit status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    RunningBuild.hold();
    // Otherwise numbers would be formatted in the system's language.
    Locale.setDefault(Locale.ROOT);
    Console console =
        new Console(
            writer(System.out),
            writer(System.err),
            Boolean.getBoolean("espy.terminal"),
            TerminalWidth.ofThisProcess(System::getenv));
    Cancellation cancellation = new Cancellation();
    cancellation.hookIntoShutdown();
    int status = ExitStatus.FAILED;
    try {
      status =
          DaggerEspyComponent.factory().create(console, cancellation).commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      console
          .err()
          .println(
              "espy: Java's heap of %,d MB is full; give it more (ESPY_JAVA_OPTS=-Xmx%dm), or choose a smaller --image-size or --batch-size"
                  .formatted(heap(), 2 * heap()));
    } catch (Throwable e) {
      console.err().printf("%s%n", ErrorReporter.mistake(e));
      if (List.of(args).contains("--stacktrace")) {
        e.printStackTrace(console.err());
      }
    }
    console.out().flush();
    console.err().flush();
    cancellation.exit(status);
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
