package dev.espy.domain.port;

import dev.espy.domain.network.Model;

/** An engine that classifies: Deeplearning4j, ONNX Runtime, a fake. */
public interface ClassifierPort {

  /**
   * Opens a model for classifying.
   *
   * @param model the model
   * @return a classifier, to be closed by the caller
   * @throws dev.espy.domain.UnsupportedDeviceException if the engine cannot run on this machine
   * @throws dev.espy.domain.StorageException if the engine cannot unpack its native code
   */
  Classifier open(Model model);

  /** Returns the engine's name and version, such as {@code Deeplearning4j 1.0.0-M2.1}. */
  String engine();
}
