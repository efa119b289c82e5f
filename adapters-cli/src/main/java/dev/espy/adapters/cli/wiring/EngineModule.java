package dev.espy.adapters.cli.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.engines.Installation;
import dev.espy.adapters.cli.engines.Installation.Part;
import dev.espy.adapters.dl4j.Dl4jCheck;
import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.nvidia.CudaLibraries;
import dev.espy.adapters.nvidia.NvidiaSmi;
import dev.espy.adapters.onnx.OnnxCheck;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.adapters.onnx.OnnxFormat;
import dev.espy.domain.port.GpuProbePort;
import dev.espy.domain.port.ModelExportPort;
import java.util.function.IntFunction;

/** The engines: Deeplearning4j learns, ONNX Runtime classifies; Deeplearning4j can do that, too. */
@Module
public interface EngineModule {

  @Provides
  static IntFunction<ModelExportPort> export() {
    return OnnxFormat::new;
  }

  @Provides
  static NvidiaSmi nvidiaSmi() {
    return new NvidiaSmi();
  }

  @Binds
  GpuProbePort gpus(NvidiaSmi nvidiaSmi);

  @Provides
  static Installation installation(NvidiaSmi nvidiaSmi) {
    CudaBuild cuda = CudaBuild.besideTheProgram();
    return new Installation(
        new Part(Dl4jEngine.gpuRequirements(cuda::isThere, cuda::missing), Dl4jCheck::report),
        new Part(OnnxEngine.gpuRequirements(new CudaLibraries()::missing), OnnxCheck::report),
        nvidiaSmi::visibleAlone);
  }

  @Provides
  static Engines engines(GpuProbePort gpus, Installation installation) {
    return new ShippedEngines(gpus, installation, System.getProperty("espy.learning"));
  }
}
