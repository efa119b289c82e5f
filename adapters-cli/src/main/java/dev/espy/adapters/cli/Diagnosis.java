package dev.espy.adapters.cli;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.port.GpuProbe;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code espy doctor} finds.
 *
 * @param machine what Java runs on
 * @param learning how the engine that learns stands
 * @param predicting how the engine that classifies stands
 * @param found what nvidia-smi says
 * @param gpus a verdict for each GPU that was found
 * @param auto what {@code --device auto} takes
 */
record Diagnosis(
    Machine machine,
    EngineReport learning,
    EngineReport predicting,
    GpuFindings found,
    List<OnGpu> gpus,
    Auto auto) {

  /** Whether an engine can use a GPU, and why. */
  record Verdict(boolean usable, String reason) {}

  /** What a GPU is good for. */
  record OnGpu(Gpu gpu, Verdict learning, Verdict predicting) {}

  /** What is taken where nobody asks for a device. */
  record Auto(DeviceChoice learning, DeviceChoice predicting) {}

  /** Looks at all of it; loads both engines. */
  static Diagnosis of(Machine machine, GpuProbe probe, Installation installation) {
    GpuFindings found = probe.probe();
    EngineNeeds learning = installation.learning().needs();
    EngineNeeds predicting = installation.predicting().needs();
    List<Gpu> gpus = found instanceof Seen seen ? seen.gpus() : List.of();
    return new Diagnosis(
        machine,
        report(learning, installation.learning()),
        report(predicting, installation.predicting()),
        found,
        gpus.stream()
            .map(gpu -> new OnGpu(gpu, verdict(gpu, learning), verdict(gpu, predicting)))
            .toList(),
        new Auto(
            DeviceChoice.of(DeviceRequest.AUTO, () -> found, learning),
            DeviceChoice.of(DeviceRequest.AUTO, () -> found, predicting)));
  }

  private static EngineReport report(EngineNeeds needs, Installation.Part part) {
    try {
      return part.report().get();
    } catch (RuntimeException | LinkageError e) {
      // Whatever it is, a doctor that falls ill is of no use.
      return new EngineReport(
          needs.engine(), needs.engine() + " does not load: " + e + "; build Espy again", Map.of());
    }
  }

  private static Verdict verdict(Gpu gpu, EngineNeeds needs) {
    GpuFindings alone = new Seen(List.of(gpu));
    try {
      return new Verdict(true, DeviceChoice.of(DeviceRequest.GPU, () -> alone, needs).reason());
    } catch (UnsupportedDeviceException e) {
      return new Verdict(false, String.valueOf(e.getMessage()));
    }
  }

  /** Returns what keeps Espy from training or predicting on the CPU, a sentence each. */
  List<String> problems() {
    return Stream.of(learning, predicting)
        .flatMap(report -> Stream.ofNullable(report.problem()))
        .toList();
  }

  /** Returns why no GPU can be seen, in one line; empty if one can. */
  String noGpu() {
    return found instanceof NoneSeen none ? none.why().toString() : "";
  }
}
