package dev.espy.adapters.cli;

import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.port.ClassifierPort;
import java.util.function.Consumer;

/** The engines that classify. */
public interface Engines {

  /**
   * Returns an engine. Nothing of it is loaded before it opens a model.
   *
   * @param name which
   * @param device where it is to run
   * @param notes is told in a line on which device it runs and why
   * @throws dev.espy.domain.UnsupportedDeviceException if it cannot run there
   */
  ClassifierPort classifier(EngineName name, DeviceRequest device, Consumer<String> notes);
}
