package dev.espy.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Measures the time of programs to start, and to label one image. */
final class StartUpPart {

  private final Settings settings;
  private final Programs programs;

  StartUpPart(Settings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  List<Row> run() throws IOException {
    Path folder = programs.scratch().resolve("data/png");
    Path model =
        PredictPart.model(
            programs, Pictures.pngs(folder, Math.min(1000, settings.pngs())), "28x28");
    Path one = Pictures.pngs(folder, 1);
    Path output = programs.scratch().resolve("one.csv");
    Row help = Row.less("espy --help", "s");
    Row first = Row.less("predict, 1 PNG of 28x28", "s");
    Row memory = Row.less("predict, 1 PNG of 28x28, peak resident memory", "MB");
    for (int round = 0; round <= settings.rounds(); round++) {
      Main.say("startup: " + (round == 0 ? "warm-up" : "round " + round));
      ProcessRun espyHelp = ProcessRun.of(programs.espy("--help"));
      ProcessRun nothing = ProcessRun.of(programs.harness("Nothing"));
      ProcessRun espy = ProcessRun.of(PredictPart.espy(programs, model, one, output));
      ProcessRun djl = ProcessRun.of(PredictPart.djl(programs, model, one, output));
      if (round > 0) {
        help.add(Row.ESPY, espyHelp.seconds());
        help.add("empty Java program", nothing.seconds());
        first.add(Row.ESPY, espy.seconds());
        first.add("DJL program", djl.seconds());
        memory.add(Row.ESPY, espy.residentMegabytes());
        memory.add("DJL program", djl.residentMegabytes());
      }
    }
    return List.of(help, first, memory);
  }
}
