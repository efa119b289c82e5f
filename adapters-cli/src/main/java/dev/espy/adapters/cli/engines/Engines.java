package dev.espy.adapters.cli.engines;

import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.port.ClassifierPort;
import java.util.function.Consumer;

/** The engines. An engine is not loaded before it opens a model or a network. */
public interface Engines {

  /**
   * Returns an engine for classifying.
   *
   * @param name the engine's name
   * @param device the requested device
   * @param threads the number of threads that compute, at least 1
   * @param notes the receiver of a line about the device and why it was chosen
   * @throws dev.espy.domain.UnsupportedDeviceException if it cannot run there
   */
  ClassifierPort classifier(
      EngineName name, DeviceRequest device, int threads, Consumer<String> notes);

  /**
   * Returns the engine for training.
   *
   * @param device the requested device
   * @param threads the number of threads that compute, at least 1
   * @param notes the receiver of a line about the device and why it was chosen
   * @throws dev.espy.domain.UnsupportedDeviceException if it cannot run there
   */
  LearningEngine learning(DeviceRequest device, int threads, Consumer<String> notes);
}
