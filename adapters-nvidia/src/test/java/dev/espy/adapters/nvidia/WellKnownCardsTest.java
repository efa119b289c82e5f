package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownCardsTest {

  @ParameterizedTest
  @CsvSource({
    "Tesla K40m, 3.5",
    "GeForce GTX TITAN, 3.5",
    "GeForce GTX 780 Ti, 3.5",
    "Tesla K80, 3.7",
    "GeForce GTX 750 Ti, 5.0",
    "GeForce GTX 980 Ti, 5.2",
    "GeForce GTX TITAN X, 5.2",
    "Tesla M60, 5.2",
    "Tesla P100-PCIE-16GB, 6.0",
    "NVIDIA TITAN X (Pascal), 6.1",
    "TITAN Xp, 6.1",
    "GeForce GTX 1060 6GB, 6.1",
    "Tesla P40, 6.1",
    "Quadro P2000, 6.1",
    "Tesla V100-PCIE-32GB, 7.0",
    "TITAN V, 7.0",
    "NVIDIA TITAN RTX, 7.5",
    "GeForce RTX 2080 SUPER, 7.5",
    "GeForce GTX 1660 Ti, 7.5",
    "Quadro RTX 6000, 7.5",
    "Tesla T4, 7.5",
    "A100-SXM4-40GB, 8.0",
    "NVIDIA A30, 8.0",
    "NVIDIA GeForce RTX 3060 Laptop GPU, 8.6",
    "NVIDIA A10, 8.6",
    "NVIDIA A10G, 8.6",
    "NVIDIA RTX A6000, 8.6"
  })
  void tellsTheCapability(String name, String capability) {
    assertThat(WellKnownCards.capability(name)).contains(Version.parse(capability));
  }

  /** Mobile cards of another generation than their names' series, newer cards, and others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GeForce GTX 780M",
        "GeForce GTX 960M",
        "NVIDIA GeForce RTX 2050",
        "NVIDIA RTX 6000 Ada Generation",
        "NVIDIA H100 PCIe",
        "NVIDIA GeForce RTX 4090",
        "NVIDIA A1000",
        "Quadro K2000",
        "NVIDIA GPU",
        ""
      })
  void doesNotGuess(String name) {
    assertThat(WellKnownCards.capability(name)).isEmpty();
  }
}
