package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.EngineName;
import dev.espy.adapters.cli.Engines;
import dev.espy.adapters.cli.Installation;
import dev.espy.adapters.cli.LearningEngine;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.fake.ExampleNeeds;
import dev.espy.domain.fake.FixedGpus;
import dev.espy.domain.fake.InMemoryModelExport;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.GpuProbe;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelExport;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    return new Engines() {
      @Override
      public ClassifierPort classifier(
          EngineName name, DeviceRequest device, Consumer<String> notes) {
        return classifier;
      }

      @Override
      public LearningEngine learning(DeviceRequest device, Consumer<String> notes) {
        return new LearningEngine(learner, classifier);
      }
    };
  }

  @Provides
  static GpuProbe gpus() {
    return new FixedGpus(
        new GpuFindings.NoneSeen(new Obstacle("nobody looked for GPUs", "look for them")));
  }

  @Provides
  Installation installation() {
    EngineReport report = new EngineReport(learner.engine(), null, Map.of());
    return new Installation(
        new Installation.Part(ExampleNeeds.deeplearning4j(List.of()), () -> report),
        new Installation.Part(ExampleNeeds.onnxRuntime(List.of()), () -> report),
        gpu -> String.valueOf(gpu.ordinal()));
  }

  @Provides
  static ModelExport export() {
    return new InMemoryModelExport();
  }
}
