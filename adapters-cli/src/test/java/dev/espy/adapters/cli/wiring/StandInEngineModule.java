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
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** An engine in place of {@link EngineModule}'s. */
@Module
public final class StandInEngineModule {

  private final ClassifierPort classifier;
  private final LearnerPort learner;
  private final Consumer<DeviceRequest> devices;
  private final IntConsumer threads;
  private final GpuFindings gpus;
  private final Installation installation;

  /**
   * Creates a module that provides an engine for all purposes.
   *
   * @param devices the receiver of the device that is requested for training
   * @param threads the receiver of the number of threads, each time that an engine or a format is
   *     asked for
   * @param gpus the result of a search for GPUs
   */
  public <E extends ClassifierPort & LearnerPort> StandInEngineModule(
      E engine,
      Consumer<DeviceRequest> devices,
      IntConsumer threads,
      GpuFindings gpus,
      Installation installation) {
    this.classifier = engine;
    this.learner = engine;
    this.devices = devices;
    this.threads = threads;
    this.gpus = gpus;
    this.installation = installation;
  }

  @Provides
  Engines engines() {
    return new Engines() {
      @Override
      public ClassifierPort classifier(
          EngineName name, DeviceRequest device, int count, Consumer<String> notes) {
        threads.accept(count);
        return classifier;
      }

      @Override
      public LearningEngine learning(DeviceRequest device, int count, Consumer<String> notes) {
        threads.accept(count);
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
  IntFunction<ModelExportPort> export() {
    return count -> {
      threads.accept(count);
      return new InMemoryModelExport();
    };
  }
}
