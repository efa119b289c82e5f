package dev.espy.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the parts that were asked for. */
public final class Main {

  private static final String USAGE =
      """
      Usage: benchmarks/run [--quick | --smallest] [--json] [--rounds N] [PART...]

      Compares Espy with stock Deeplearning4j and with PyTorch (through DJL) on this machine.

        --quick     fewer images, shorter rounds, one batch size: under 4 minutes
        --smallest  as little as shows that a part works; the figures say nothing
        --json      print JSON, with every round
        --rounds N  how often each contestant is asked (default 7; quick: 5; smallest: 1)

      Parts; without any, all but the last three (with --smallest, all):
        tutorial    training steps and classification of the tutorial's network
        residual    the same with a compact residual network
        pngs        whole programs that label a folder of PNGs of 28x28
        jpegs       whole programs that label a folder of JPEGs of 640x480
        startup     espy --help, and the first prediction
        feed        the share of an epoch that the engine waits for data
        large       200,000 drawn images of 64x64x3, a heap of 512 MB
        threads     Espy's training steps with one thread and with more
        tune        PyTorch's settings against each other
      """;

  private interface Part {
    List<Row> run() throws Exception;
  }

  private Main() {}

  /**
   * @param arguments see the usage
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    if (words.contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    boolean json = words.remove("--json");
    Settings settings = words.remove("--quick") ? Settings.quick() : Settings.full();
    boolean smallest = words.remove("--smallest");
    if (smallest) {
      settings = Settings.smallest();
    }
    int rounds = words.indexOf("--rounds");
    try {
      if (rounds >= 0) {
        settings = settings.withRounds(Integer.parseInt(words.get(rounds + 1)));
        words.subList(rounds, rounds + 2).clear();
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      fail();
    }
    Map<String, Part> parts = parts(settings, new Programs(Path.of(System.getProperty("home"))));
    if (!parts.keySet().containsAll(words)) {
      fail();
    }
    if (words.isEmpty()) {
      words.addAll(parts.keySet());
      if (!smallest) {
        words.removeAll(List.of("large", "threads", "tune"));
      }
    }
    if (!smallest) {
      warnIfBusy();
    }
    List<Row> rows = new ArrayList<>();
    for (String word : words) {
      rows.addAll(parts.get(word).run());
    }
    System.out.print(json ? Report.json(rows) : Report.table(rows));
  }

  private static Map<String, Part> parts(Settings settings, Programs programs) {
    Map<String, Part> parts = new LinkedHashMap<>();
    EnginePart engines = new EnginePart(settings, programs);
    parts.put("tutorial", () -> engines.run(Workload.Network.TUTORIAL));
    parts.put("residual", () -> engines.run(Workload.Network.RESIDUAL));
    PredictPart predict = new PredictPart(settings, programs);
    parts.put("pngs", predict::pngs);
    parts.put("jpegs", predict::jpegs);
    parts.put("startup", () -> new StartUpPart(settings, programs).run());
    FeedPart feed = new FeedPart(settings, programs);
    parts.put("feed", feed::waiting);
    parts.put("large", feed::large);
    parts.put("threads", engines::threads);
    parts.put("tune", engines::tune);
    return parts;
  }

  private static void warnIfBusy() throws InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    system.getCpuLoad(); // The next call looks back to this one.
    Thread.sleep(2000);
    double load = system.getCpuLoad();
    if (load > 0.1) {
      say(
          "Something else takes %.0f %% of the processors: figures will not be steady."
              .formatted(100 * load));
    }
  }

  /** Says on standard error what is going on. */
  static void say(String message) {
    System.err.println(message);
  }

  private static void fail() {
    System.err.print(USAGE);
    System.exit(2);
  }
}
