package dev.espy.adapters.cli.doctor;

import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.output.RemedyOptions;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.port.GpuProbePort;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The findings of {@code espy doctor}.
 *
 * @param machine the machine
 * @param learning the state of the engine for training
 * @param predicting the state of the engine for classifying
 * @param found the findings of nvidia-smi
 * @param gpus a verdict for each GPU
 * @param auto the devices that {@code --device auto} chooses
 */
record Diagnosis(
    Machine machine,
    EngineReport learning,
    EngineReport predicting,
    GpuFindings found,
    List<OnGpu> gpus,
    Auto auto) {

  /** A statement on whether an engine can use a GPU, and why. */
  record Verdict(boolean usable, String reason) {}

  /** The verdicts on a GPU, one for each engine. */
  record OnGpu(Gpu gpu, Verdict learning, Verdict predicting) {}

  /** The devices that are chosen by default. */
  record Auto(DeviceChoice learning, DeviceChoice predicting) {}

  /** Makes a diagnosis; loads both engines. */
  static Diagnosis of(Machine machine, GpuProbePort probe, Installation installation) {
    GpuFindings found = probe.probe();
    DeviceRequirements learning = installation.learning().requirements();
    DeviceRequirements predicting = installation.predicting().requirements();
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

  private static EngineReport report(DeviceRequirements requirements, Installation.Part part) {
    try {
      return part.report().get();
    } catch (RuntimeException | LinkageError e) {
      // The doctor reports every failure and never fails itself.
      String engine = requirements.engine();
      return new EngineReport(
          engine,
          new UnsupportedDeviceException(
              "%s does not load: %s; build Espy again".formatted(engine, e), e),
          Map.of());
    }
  }

  private static Verdict verdict(Gpu gpu, DeviceRequirements requirements) {
    GpuFindings alone = new Seen(List.of(gpu));
    try {
      return new Verdict(
          true, DeviceChoice.of(DeviceRequest.GPU, () -> alone, requirements).reason());
    } catch (UnsupportedDeviceException e) {
      return new Verdict(false, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the problems that prevent training or predicting on the CPU, a sentence each. */
  List<String> problems() {
    return Stream.of(learning, predicting)
        .flatMap(report -> Stream.ofNullable(report.problem()))
        .map(RemedyOptions::sentence)
        .toList();
  }

  /** Returns the reason why no GPU is visible, in one line; empty if one is. */
  String noGpu() {
    return found instanceof NoneSeen none ? none.why().toString() : "";
  }
}
