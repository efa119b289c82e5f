package dev.espy.adapters.cli;

import dev.espy.domain.port.ClassifierPort;

/** The engines that classify. */
public interface Engines {

  /**
   * Returns an engine. Nothing of it is loaded before it opens a model.
   *
   * @param name which
   */
  ClassifierPort classifier(EngineName name);
}
