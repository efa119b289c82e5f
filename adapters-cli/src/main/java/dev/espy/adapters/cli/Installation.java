package dev.espy.adapters.cli;

import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The engines that are installed, for those who do not want to use them but to know about them.
 *
 * @param learning the one that learns
 * @param predicting the one that classifies
 * @param visibleAlone gives the value of CUDA_VISIBLE_DEVICES that leaves a GPU alone
 */
public record Installation(Part learning, Part predicting, Function<Gpu, String> visibleAlone) {

  /**
   * An engine.
   *
   * @param needs what it asks of a GPU
   * @param report loads it, and tells how it stands on this machine
   */
  public record Part(EngineNeeds needs, Supplier<EngineReport> report) {}
}
