package dev.espy.adapters.cli;

import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.port.ClassifierPort;
import java.util.function.Consumer;

/** The engines. Nothing of them is loaded before they open a model or a network. */
public interface Engines {

  /**
   * Returns an engine that classifies.
   *
   * @param name which
   * @param device where it is to run
   * @param notes is told in a line on which device it runs and why
   * @throws dev.espy.domain.UnsupportedDeviceException if it cannot run there
   */
  ClassifierPort classifier(EngineName name, DeviceRequest device, Consumer<String> notes);

  /**
   * Returns the engine that learns.
   *
   * @param device where it is to run
   * @param notes is told in a line on which device it runs and why
   * @throws dev.espy.domain.UnsupportedDeviceException if it cannot run there
   */
  LearningEngine learning(DeviceRequest device, Consumer<String> notes);
}
