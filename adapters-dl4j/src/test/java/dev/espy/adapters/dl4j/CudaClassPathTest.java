package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.fake.FixedGpus;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.EngineSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs with ND4J for CUDA on the class path instead of ND4J for the CPU, as in the profile cuda.
 * The engine either finds a GPU or fails with one sentence.
 */
@Tag("cuda")
class CudaClassPathTest {

  private final Model model = EngineSamples.model(EngineSamples.spec(1));

  @Test
  void isFoundAndLeavesNothingButASentenceWhereThereIsNoGpu() {
    assertThat(Dl4jEngine.hasCuda()).isTrue();
    PrintStream old = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      new Dl4jEngine(new DeviceChoice(FixedGpus.gpu(0, "a GPU", "8.6"), "")).open(model).close();
    } catch (UnsupportedDeviceException e) {
      assertThat(e.getMessage()).startsWith("Deeplearning4j cannot use the GPU (").hasLineCount(1);
    } finally {
      System.setErr(old);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void isNotForTheProcessor() {
    try {
      new Dl4jEngine().open(model);
      throw new AssertionError("opened");
    } catch (UnsupportedDeviceException e) {
      assertThat(e).hasMessageEndingWith("remove nd4j-cuda from the class path");
    }
  }
}
