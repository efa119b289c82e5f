package dev.espy.adapters.dl4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.fake.FixedGpus;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import org.junit.jupiter.api.Test;

/** ND4J runs on the requested device or not at all. */
class BackendTest {

  private final NetworkSpec spec = EngineSamples.spec(1);
  private final Model model = EngineSamples.model(spec);

  @Test
  void refusesToRunElsewhereThanAskedFor() {
    assertThatCode(() -> Backend.checkDevice(false, false)).doesNotThrowAnyException();
    assertThatCode(() -> Backend.checkDevice(true, true)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Backend.checkDevice(true, false))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("is to run on a GPU")
        .hasMessageEndingWith("replace nd4j-native there with nd4j-cuda and its natives");
    assertThatThrownBy(() -> Backend.checkDevice(false, true))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("is to run on the CPU")
        .hasMessageEndingWith("remove nd4j-cuda from the class path");
  }

  @Test
  void refusesAGpuOnAClassPathForTheProcessor() {
    Dl4jEngine engine = new Dl4jEngine(new DeviceChoice(FixedGpus.gpu(0, "a GPU", "8.6"), ""));

    assertThat(Dl4jEngine.hasCuda()).isFalse();
    assertThatThrownBy(() -> engine.open(model)).isInstanceOf(UnsupportedDeviceException.class);
    assertThatThrownBy(() -> engine.open(spec, NetworkState.initial(spec)))
        .isInstanceOf(UnsupportedDeviceException.class);
  }

  @Test
  void runsOnTheProcessorIfThatWasChosen() {
    try (Classifier classifier =
        new Dl4jEngine(new DeviceChoice(null, "as asked for")).open(model)) {
      assertThat(classifier.classify(EngineSamples.noise(spec, 3, 1))).hasSize(6);
    }
  }
}
