package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.Engines;
import dev.espy.domain.fake.InMemoryModelExport;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelExport;

/** An engine in place of {@link EngineModule}'s. */
@Module
public final class StandInEngineModule {

  private final ClassifierPort classifier;
  private final LearnerPort learner;

  /** Takes what stands in. */
  public <E extends ClassifierPort & LearnerPort> StandInEngineModule(E engine) {
    this.classifier = engine;
    this.learner = engine;
  }

  @Provides
  Engines engines() {
    return (name, device, notes) -> classifier;
  }

  @Provides
  static ModelExport export() {
    return new InMemoryModelExport();
  }

  @Provides
  ClassifierPort classifierInTraining() {
    return classifier;
  }

  @Provides
  LearnerPort learner() {
    return learner;
  }
}
