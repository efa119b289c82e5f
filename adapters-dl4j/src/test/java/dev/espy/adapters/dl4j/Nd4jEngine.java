package dev.espy.adapters.dl4j;

import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.fake.FixedGpus;

/**
 * The engine of ND4J's operations alone, with which the tests tagged {@value #TAG} run: on the
 * processor, or, where the build says that they are to, on the first GPU.
 */
final class Nd4jEngine {

  static final String TAG = "nd4j";

  private Nd4jEngine() {}

  static Dl4jEngine make() {
    return "gpu".equals(System.getProperty("espy.tests.run.on"))
        ? new Dl4jEngine(new DeviceChoice(FixedGpus.gpu(0, "the first GPU", null), "for a test"))
        : new Dl4jEngine(Kernels.ND4J);
  }
}
