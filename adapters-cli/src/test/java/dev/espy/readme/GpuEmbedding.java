package dev.espy.readme;

import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.nvidia.CudaLibraries;
import dev.espy.adapters.nvidia.NvidiaSmi;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;
import java.util.List;

/** The example of docs/gpu.md: how a program of one's own decides on a device. */
final class GpuEmbedding {

  private GpuEmbedding() {}

  static List<String> engines() {
    DeviceRequest wanted = DeviceRequest.parse("auto");
    CudaLibraries libraries = new CudaLibraries();
    NvidiaSmi gpus = new NvidiaSmi();

    DeviceChoice predicting =
        DeviceChoice.of(wanted, gpus::probe, OnnxEngine.gpuRequirements(libraries::missing));
    ClassifierPort classifier = new OnnxEngine(predicting);

    DeviceChoice learning =
        DeviceChoice.of(
            wanted,
            gpus::probe,
            Dl4jEngine.gpuRequirements(Dl4jEngine::hasCuda, libraries::missing));
    LearnerPort learner = new Dl4jEngine(learning);

    return List.of(predicting.reason(), learning.reason(), classifier.engine(), learner.engine());
  }
}
