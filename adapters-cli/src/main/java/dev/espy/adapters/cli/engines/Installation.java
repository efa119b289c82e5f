package dev.espy.adapters.cli.engines;

import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A description of the installed engines.
 *
 * @param learning the engine for training
 * @param predicting the engine for classifying
 * @param visibleAlone the value of CUDA_VISIBLE_DEVICES that makes only a given GPU visible
 */
public record Installation(Part learning, Part predicting, Function<Gpu, String> visibleAlone) {

  /**
   * An installed engine.
   *
   * @param requirements the engine's requirements for a GPU
   * @param report a check that loads the engine on this machine
   */
  public record Part(DeviceRequirements requirements, Supplier<EngineReport> report) {}
}
