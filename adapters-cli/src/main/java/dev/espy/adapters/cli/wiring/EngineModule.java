package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;

/** The engine: Deeplearning4j. */
@Module
public interface EngineModule {

  @Provides
  static ClassifierPort classifier() {
    return new Dl4jEngine();
  }

  @Provides
  static LearnerPort learner() {
    return new Dl4jEngine();
  }
}
