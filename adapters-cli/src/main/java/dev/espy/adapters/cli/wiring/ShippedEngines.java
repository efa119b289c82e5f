package dev.espy.adapters.cli.wiring;

import dev.espy.adapters.cli.engines.EngineName;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.engines.LearningEngine;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.GpuProbePort;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deeplearning4j and ONNX Runtime.
 *
 * @param gpus the probe for GPUs
 * @param installation the installed engines
 * @param decided the answer of {@code learning-device} for which the launcher started Java, or null
 *     if Java was started for the CPU
 */
record ShippedEngines(GpuProbePort gpus, Installation installation, @Nullable String decided)
    implements Engines {

  @Override
  public ClassifierPort classifier(
      EngineName name, DeviceRequest device, int threads, Consumer<String> notes) {
    if (name == EngineName.DL4J) {
      if (device.kind() == DeviceRequest.Kind.GPU) {
        throw new UnsupportedDeviceException(
            "Deeplearning4j classifies on the CPU; use --engine onnx on a GPU");
      }
      return new Dl4jEngine(
          new DeviceChoice(null, "Deeplearning4j classifies on the CPU"), threads);
    }
    DeviceChoice choice = choose(device, installation.predicting().requirements(), notes);
    return new OnnxEngine(choice, threads);
  }

  @Override
  public LearningEngine learning(DeviceRequest device, int threads, Consumer<String> notes) {
    DeviceRequirements requirements = installation.learning().requirements();
    DeviceChoice choice;
    if (decided == null) {
      choice = choose(device, notStartedForAGpu(requirements), notes);
    } else {
      String reason = decided.substring(decided.indexOf(' ') + 1);
      notes.accept(reason);
      // This process sees only the GPU that the launcher chose.
      choice =
          decided.startsWith("- ")
              ? new DeviceChoice(null, reason)
              : DeviceChoice.of(DeviceRequest.GPU, gpus::probe, requirements);
    }
    Dl4jEngine engine = new Dl4jEngine(choice, threads);
    return new LearningEngine(engine, engine);
  }

  private DeviceChoice choose(
      DeviceRequest device, DeviceRequirements requirements, Consumer<String> notes) {
    DeviceChoice choice = DeviceChoice.of(device, gpus::probe, requirements);
    notes.accept(choice.reason());
    return choice;
  }

  private static DeviceRequirements notStartedForAGpu(DeviceRequirements requirements) {
    return requirements.with(
        () ->
            Optional.of(
                new UnavailableReason(
                    "Java was not started with the libraries for a GPU",
                    "start Espy with its launcher, espy")));
  }
}
