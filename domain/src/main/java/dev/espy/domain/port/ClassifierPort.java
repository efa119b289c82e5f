package dev.espy.domain.port;

import dev.espy.domain.network.Model;

/** An engine that classifies: Deeplearning4j, ONNX Runtime, a fake. */
public interface ClassifierPort {

  /**
   * Makes a model ready to classify.
   *
   * @param model a model whose tensors are those of its network
   * @return a classifier, to be closed by the caller
   * @throws dev.espy.domain.UnsupportedDeviceException if the engine cannot run on this machine
   * @throws dev.espy.domain.StorageException if the engine cannot unpack what it needs
   */
  Classifier open(Model model);

  /** Returns the engine's name and version, such as {@code Deeplearning4j 1.0.0-M2.1}. */
  String engine();
}
