package dev.espy.application.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private static final Architecture FILTERS =
      new Architecture(
          List.of(
              new Layer.Convolution(16, 3, 1, Padding.SAME, Activation.IDENTITY),
              new Layer.Convolution(16, 3, 1, Padding.SAME, Activation.RELU),
              new Layer.GlobalAveragePooling()));

  private static int of(Architecture architecture, int channels, int side, int labels) {
    Network network = Network.of(architecture, new Shape(channels, side, side), labels);
    return BatchSize.of(network, BatchSize.USUAL);
  }

  @Test
  void smallImagesAreClassifiedAsManyAtOnceAsIsWanted() {
    assertThat(of(Architecture.tutorial(), 1, 28, 10)).isEqualTo(256);
    assertThat(of(FILTERS, 3, 64, 10)).isEqualTo(256);
    Network network = Network.of(FILTERS, new Shape(1, 28, 28), 10);
    assertThat(BatchSize.of(network, 7)).isEqualTo(7);
    assertThat(BatchSize.of(network, 1000)).isEqualTo(1000);
  }

  @Test
  void largeImagesAreFewerAndAlwaysOne() {
    // A convolution takes and gives 16 values for each pixel, of 4 bytes.
    assertThat(of(FILTERS, 3, 224, 10)).isEqualTo((1 << 27) / (2 * 16 * 4 * 224 * 224));
    assertThat(of(FILTERS, 3, 4096, 10)).isEqualTo(1);
    assertThat(of(new Architecture(List.of()), 3, 2048, 2)).isBetween(1, 2);
  }

  @Test
  void theLayersOfABlockCountAndSoDoLabels() {
    Architecture block =
        new Architecture(
            List.of(
                new Layer.Residual(
                    List.of(
                        new Layer.Convolution(400, 3, 1, Padding.SAME, Activation.RELU),
                        new Layer.Convolution(3, 3, 1, Padding.SAME, Activation.RELU)),
                    Activation.RELU)));
    assertThat(of(block, 3, 64, 10)).isEqualTo((1 << 27) / (4 * 403 * 64 * 64));
    assertThat(of(new Architecture(List.of()), 1, 8, 1_000_000)).isEqualTo(33);
  }
}
