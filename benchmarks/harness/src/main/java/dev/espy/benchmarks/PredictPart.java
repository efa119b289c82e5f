package dev.espy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whole programs that label a folder of images: {@code espy predict}, and the same with DJL. */
final class PredictPart {

  private static final String DJL = "DJL program";

  private final Settings settings;
  private final Programs programs;

  PredictPart(Settings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  List<Row> pngs() throws IOException {
    Path folder = programs.scratch().resolve("data/png");
    return compare(
        "%,d PNGs of 28x28".formatted(settings.pngs()),
        model(programs, Pictures.pngs(folder, Math.min(1000, settings.pngs())), "28x28"),
        Pictures.pngs(folder, settings.pngs()));
  }

  List<Row> jpegs() throws IOException {
    Path folder = programs.scratch().resolve("data/jpeg");
    return compare(
        "%,d JPEGs of 640x480".formatted(settings.jpegs()),
        model(programs, Pictures.jpegs(folder, Math.min(200, settings.jpegs())), "64x48"),
        Pictures.jpegs(folder, settings.jpegs()));
  }

  /**
   * The network of the DJL program ({@code pytorch.Networks.tutorial}), which takes the weights of
   * the model; so nothing of it is left to Espy's defaults.
   */
  private static final String NETWORK =
      """
      layers:
        - convolution: {filters: 32, kernel: 3, activation: relu}
        - convolution: {filters: 64, kernel: 3, activation: relu}
        - max-pooling: {size: 2}
        - dropout: {rate: 0.25}
        - dense: {units: 128, activation: relu}
        - dropout: {rate: 0.5}
      """;

  /** Returns a model file of the tutorial's network, learned from a few images. */
  static Path model(Programs programs, Path csv, String size) throws IOException {
    Path network = Files.writeString(programs.scratch().resolve("network.yaml"), NETWORK);
    Path run = programs.fresh("run-" + size);
    ProcessRun.of(
        programs.espy(
            "train",
            csv.toString(),
            "--run",
            run.toString(),
            "--preset",
            "tutorial",
            "--architecture",
            network.toString(),
            "--epochs",
            "2",
            "--image-size",
            size,
            "--batch-size",
            "32"));
    return run.resolve("model.espy");
  }

  private List<Row> compare(String what, Path model, Path csv) throws IOException {
    Row time = Row.less("predict, " + what, "s");
    Row processor = Row.less("predict, " + what + ", processor time", "s");
    Row memory = Row.less("predict, " + what + ", peak resident memory", "MB");
    Path ours = programs.scratch().resolve("espy.csv");
    Path theirs = programs.scratch().resolve("djl.csv");
    for (int round = 0; round <= settings.rounds(); round++) {
      Main.say("predict, " + what + ": " + (round == 0 ? "warm-up" : "round " + round));
      ProcessRun espy = ProcessRun.of(espy(programs, model, csv, ours));
      ProcessRun djl = ProcessRun.of(djl(programs, model, csv, theirs));
      if (round > 0) {
        time.add(Row.ESPY, espy.seconds());
        time.add(DJL, djl.seconds());
        processor.add(Row.ESPY, espy.processorSeconds());
        processor.add(DJL, djl.processorSeconds());
        memory.add(Row.ESPY, espy.residentMegabytes());
        memory.add(DJL, djl.residentMegabytes());
      }
    }
    checkAgreement(ours, theirs);
    return List.of(time, processor, memory);
  }

  static List<String> espy(Programs programs, Path model, Path csv, Path output) {
    return programs.espy(
        "predict", model.toString(), csv.toString(), "--output", output.toString());
  }

  static List<String> djl(Programs programs, Path model, Path csv, Path output) {
    return programs.pytorch(
        List.of(), "pytorch.PredictProgram", model.toString(), csv.toString(), output.toString());
  }

  /** Both have the same weights: other answers would mean that they do not do the same. */
  private static void checkAgreement(Path ours, Path theirs) throws IOException {
    List<String> first = Files.readAllLines(ours);
    List<String> second = Files.readAllLines(theirs);
    long same = 0;
    for (int i = 1; i < first.size(); i++) {
      if (first.get(i).split(",")[1].equals(second.get(i).split(",")[1])) {
        same++;
      }
    }
    double share = (double) same / (first.size() - 1);
    Main.say("  %.2f %% of the answers are the same".formatted(100 * share));
    if (first.size() != second.size() || share < 0.97) {
      throw new IllegalStateException("the programs give different answers");
    }
  }
}
