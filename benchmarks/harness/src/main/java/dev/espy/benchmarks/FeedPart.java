package dev.espy.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the supply of data without an engine; Espy alone. */
final class FeedPart {

  private final Settings settings;
  private final Programs programs;

  FeedPart(Settings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /** Returns which share of each epoch the engine was not at work; images are decoded before. */
  List<Row> waiting() throws IOException {
    Path data = programs.scratch().resolve("data");
    List<Row> rows = new ArrayList<>();
    rows.addAll(
        waiting(
            "%,d PNGs of 28x28".formatted(settings.pngs()),
            Pictures.pngs(data.resolve("png"), settings.pngs())));
    rows.addAll(
        waiting(
            "%,d JPEGs of 640x480".formatted(settings.jpegs()),
            Pictures.jpegs(data.resolve("jpeg"), settings.jpegs())));
    return rows;
  }

  private List<Row> waiting(String what, Path csv) throws IOException {
    Main.say("feed, " + what);
    Row share = Row.less("training, " + what + ", share of an epoch that the engine waits", "%");
    Training training = train(List.of(), csv.toString(), settings.rounds());
    for (String[] line : training.lines()) {
      if (line[0].equals("epoch")) {
        share.add(Row.ESPY, 100 * Double.parseDouble(line[1]));
      }
    }
    Row memory = Row.less("training, " + what + ", peak resident memory", "MB");
    memory.add(Row.ESPY, training.run().residentMegabytes());
    return List.of(share, memory);
  }

  /** Trains on more than fits into the heap; a round is a tenth of the epoch. */
  List<Row> large() throws IOException {
    Main.say("large");
    String what = "%,d images of 64x64x3, heap of 512 MB".formatted(settings.drawn());
    Row rate = Row.more("training, " + what + ", by tenths of the epoch", "images/s", Row.ESPY);
    Training training = train(List.of("-Xmx512m"), "drawn:" + settings.drawn(), 1);
    for (String[] line : training.lines()) {
      if (line[0].equals("tenth")) {
        rate.add(Row.ESPY, Double.parseDouble(line[1]));
      }
    }
    Row resident = Row.less(what + ", peak resident memory, mapped files included", "MB");
    resident.add(Row.ESPY, training.run().residentMegabytes());
    Row anonymous = Row.less(what + ", peak resident memory, mapped files left out", "MB");
    anonymous.add(Row.ESPY, training.run().anonymousMegabytes());
    Row seconds = Row.less(what + ", drawing and one epoch", "s");
    seconds.add(Row.ESPY, training.run().seconds());
    return List.of(rate, resident, anonymous, seconds);
  }

  private record Training(ProcessRun run) {
    List<String[]> lines() {
      return run.output().lines().map(line -> line.split(" ")).toList();
    }
  }

  private Training train(List<String> options, String data, int epochs) throws IOException {
    return new Training(
        ProcessRun.of(
            programs.besideEspy(
                options,
                "espy.TrainingProgram",
                data,
                programs.fresh("run-feed").toString(),
                Integer.toString(epochs))));
  }
}
