package dev.espy.adapters.cli.wiring;

import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.EngineName;
import dev.espy.adapters.cli.Engines;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.nvidia.CudaLibraries;
import dev.espy.adapters.nvidia.NvidiaSmi;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.adapters.onnx.OnnxFormat;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.GpuProbe;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelExport;
import java.util.function.Consumer;

/** The engines: Deeplearning4j learns, ONNX Runtime classifies; Deeplearning4j can do that, too. */
@Module
public interface EngineModule {

  @Provides
  static LearnerPort learner() {
    return new Dl4jEngine();
  }

  /**
   * Classifies while training. The engine that learns is loaded already, opens a model in a few
   * milliseconds, and runs wherever training runs.
   */
  @Provides
  static ClassifierPort classifierInTraining() {
    return new Dl4jEngine();
  }

  @Provides
  static ModelExport export() {
    return new OnnxFormat();
  }

  @Provides
  static GpuProbe gpus() {
    return new NvidiaSmi();
  }

  @Provides
  static Engines engines(GpuProbe gpus) {
    return (name, device, notes) ->
        name == EngineName.ONNX ? onnx(gpus, device, notes) : dl4j(device);
  }

  private static ClassifierPort onnx(GpuProbe gpus, DeviceRequest device, Consumer<String> notes) {
    DeviceChoice choice =
        DeviceChoice.of(device, gpus::probe, OnnxEngine.gpuNeeds(new CudaLibraries()::missing));
    notes.accept(choice.reason());
    return new OnnxEngine(choice);
  }

  private static ClassifierPort dl4j(DeviceRequest device) {
    if (device.kind() == DeviceRequest.Kind.GPU) {
      throw new UnsupportedDeviceException(
          "Deeplearning4j runs on the CPU in this build; use --engine onnx on a GPU");
    }
    return new Dl4jEngine();
  }
}
