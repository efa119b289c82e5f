package dev.espy.adapters.dl4j;

import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.fake.FixedGpus;

/**
 * Creates the engine with the {@link Kernels#ND4J} kernels for the tests tagged {@value #TAG}. They
 * run on the CPU, or on the first GPU if the build sets {@code espy.tests.run.on} to {@code gpu}.
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
