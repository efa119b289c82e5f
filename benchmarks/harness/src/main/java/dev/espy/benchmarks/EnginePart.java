package dev.espy.benchmarks;

import dev.espy.benchmarks.Workload.Network;
import dev.espy.benchmarks.Workload.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Training steps and classification, engine against engine. */
final class EnginePart {

  private static final String PYTORCH = "pytorch.PytorchContestant";

  private final Settings settings;
  private final Programs programs;

  EnginePart(Settings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /** Compares the engines on one network. */
  List<Row> run(Network network) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Worker espy = new Worker(Row.ESPY, programs.besideEspy(List.of(), "espy.EspyContestant"));
        Worker dl4j =
            new Worker(
                "Espy on Deeplearning4j",
                programs.besideEspy(List.of(), "espy.EspyContestant", "dl4j"));
        Worker raw =
            new Worker(
                "raw ONNX Runtime",
                programs.besideEspy(
                    List.of("-Donnxruntime.native.path=" + programs.onnxRuntime()),
                    "espy.RawOnnxContestant"));
        Worker pytorch = new Worker("PyTorch", programs.pytorch(List.of(), PYTORCH));
        Worker stock =
            new Worker("stock Deeplearning4j", programs.stock("stock.StockContestant"))) {
      for (Workload workload : workloads(network)) {
        rows.add(compare(workload, List.of(espy, dl4j, raw, pytorch, stock)));
      }
    }
    return rows;
  }

  /** Compares numbers of threads, up to the number of processors; the first is all of them. */
  List<Row> threads() throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    List<Row> rows = new ArrayList<>();
    List<Worker> workers = new ArrayList<>();
    try {
      for (int threads = processors; threads >= 1; threads = threads == 1 ? 0 : threads / 2) {
        workers.add(
            new Worker(
                threads == 1 ? "1 thread" : threads + " threads",
                programs.besideEspy(List.of("-Dthreads=" + threads), "espy.EspyContestant")));
      }
      for (Network network : Network.values()) {
        rows.add(
            compare(
                new Workload(network, Task.TRAIN, settings.mainBatch(Task.TRAIN)), workers));
      }
    } finally {
      for (Worker worker : workers) {
        worker.close();
      }
    }
    return rows;
  }

  /** Compares ways to use PyTorch; the first is the one that {@link #run} uses. */
  List<Row> tune() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Worker chosen = new Worker("as compared", programs.pytorch(List.of(), PYTORCH));
        Worker untold =
            new Worker("threads not set", programs.pytorch(List.of("-Dthreads=0"), PYTORCH));
        Worker one = new Worker("1 thread", programs.pytorch(List.of("-Dthreads=1"), PYTORCH));
        Worker passive =
            new Worker(
                "OMP_WAIT_POLICY=passive",
                Stream.concat(
                        Stream.of("env", "OMP_WAIT_POLICY=passive"),
                        programs.pytorch(List.of(), PYTORCH).stream())
                    .toList());
        Worker interop =
            new Worker("1 interop thread", programs.pytorch(List.of("-Dinterop=1"), PYTORCH));
        Worker loss =
            new Worker("loss read each step", programs.pytorch(List.of("-Dloss=true"), PYTORCH))) {
      for (Network network : Network.values()) {
        for (Task task : Task.values()) {
          Workload workload = new Workload(network, task, settings.mainBatch(task));
          rows.add(compare(workload, List.of(chosen, untold, one, passive, interop, loss)));
        }
      }
    }
    return rows;
  }

  private List<Workload> workloads(Network network) {
    List<Workload> workloads = new ArrayList<>();
    for (Task task : Task.values()) {
      boolean every = settings.everyBatch() && network == Network.TUTORIAL;
      for (int batch : every ? List.of(32, 128, 256) : List.of(settings.mainBatch(task))) {
        workloads.add(new Workload(network, task, batch));
      }
    }
    return workloads;
  }

  private Row compare(Workload workload, List<Worker> workers) throws IOException {
    Main.say(workload.toString());
    Row row =
        Row.more(
            "%s, %s network, batch %d"
                .formatted(
                    workload.task() == Task.TRAIN ? "training" : "classification",
                    workload.network() == Network.TUTORIAL ? "tutorial" : "compact residual",
                    workload.batch()),
            "images/s",
            workers.get(0).name());
    List<Worker> able = new ArrayList<>();
    for (Worker worker : workers) {
      if (worker.open(workload)) {
        worker.run(settings.warmUp());
        able.add(worker);
      } else {
        Main.say("  " + worker.name() + " cannot do that");
      }
    }
    for (int round = 0; round < settings.rounds(); round++) {
      for (Worker worker : able) {
        row.add(worker.name(), worker.run(settings.seconds()));
      }
    }
    for (Worker worker : able) {
      worker.finish();
    }
    return row;
  }
}
