package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.engines.EngineName;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.engines.LearningEngine;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.fake.FixedGpus;
import dev.espy.domain.fake.InMemoryModelExport;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.GpuProbePort;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelExportPort;
import java.util.function.Consumer;

/** An engine in place of {@link EngineModule}'s. */
@Module
public final class StandInEngineModule {

  private final ClassifierPort classifier;
  private final LearnerPort learner;
  private final Consumer<DeviceRequest> devices;
  private final GpuFindings gpus;
  private final Installation installation;

  /**
   * Creates a module that provides an engine for all purposes.
   *
   * @param devices the receiver of the device that is requested for training
   * @param gpus the result of a search for GPUs
   */
  public <E extends ClassifierPort & LearnerPort> StandInEngineModule(
      E engine, Consumer<DeviceRequest> devices, GpuFindings gpus, Installation installation) {
    this.classifier = engine;
    this.learner = engine;
    this.devices = devices;
    this.gpus = gpus;
    this.installation = installation;
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
        devices.accept(device);
        return new LearningEngine(learner, classifier);
      }
    };
  }

  @Provides
  GpuProbePort gpus() {
    return new FixedGpus(gpus);
  }

  @Provides
  Installation installation() {
    return installation;
  }

  @Provides
  static ModelExportPort export() {
    return new InMemoryModelExport();
  }
}
