package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.network.Parameter.Role;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  private static final Shape GREY = new Shape(1, 28, 28);
  private static final int HUGE = Integer.MAX_VALUE;

  @Test
  void theTutorialHasTheShapesAndParametersOfItsPaper() {
    Network network = Network.of(Architecture.tutorial(), GREY, 10);

    assertThat(network.nodes())
        .extracting(Node::name)
        .containsExactly("conv1", "conv2", "pool1", "dropout1", "dense1", "dropout2", "output");
    assertThat(network.nodes())
        .extracting(Node::output)
        .containsExactly(
            new Shape(32, 26, 26),
            new Shape(64, 24, 24),
            new Shape(64, 12, 12),
            new Shape(64, 12, 12),
            Shape.vector(128),
            Shape.vector(128),
            Shape.vector(10));
    assertThat(network.parameters())
        .containsExactly(
            Role.WEIGHT.of("conv1", 32, 1, 3, 3),
            Role.BIAS.of("conv1", 32),
            Role.WEIGHT.of("conv2", 64, 32, 3, 3),
            Role.BIAS.of("conv2", 64),
            Role.WEIGHT.of("dense1", 128, 9216),
            Role.BIAS.of("dense1", 128),
            Role.WEIGHT.of("output", 10, 128),
            Role.BIAS.of("output", 10));
    assertThat(network.parameterCount()).isEqualTo(1_199_882);
    assertThat(network.labels()).isEqualTo(10);
  }

  @Test
  void eachLayerTakesWhatTheOneBeforeGives() {
    Shape shape = GREY;
    for (Node node : Network.of(Architecture.tutorial(), GREY, 10).nodes()) {
      assertThat(node.input()).isEqualTo(shape);
      shape = node.output();
    }
  }

  @Test
  void withoutLayersItIsASoftmaxRegression() {
    Network network = Network.of(new Architecture(List.of()), new Shape(3, 4, 5), 2);

    assertThat(network.parameters())
        .containsExactly(Role.WEIGHT.of("output", 2, 60), Role.BIAS.of("output", 2));
  }

  // The output shapes of torch.nn.Conv2d with these settings and padding (kernel - 1) / 2 or 0.
  @ParameterizedTest
  @CsvSource({
    "SAME, 3, 1, 28, 30", "SAME, 5, 2, 14, 15", "SAME, 1, 3, 10, 10", "SAME, 29, 1, 28, 30",
    "VALID, 3, 1, 26, 28", "VALID, 2, 2, 14, 15", "VALID, 5, 3, 8, 9", "VALID, 28, 9, 1, 1"
  })
  void windowsSlideWithStridesAndPadding(
      Padding padding, int kernel, int stride, int height, int width) {
    Architecture architecture = of(convolution(2, kernel, stride, padding));

    assertThat(Network.of(architecture, new Shape(1, 28, 30), 2).nodes().get(0).output())
        .isEqualTo(new Shape(2, height, width));
  }

  @Test
  void poolingLeavesOutWhatNoWindowFits() {
    Network network = Network.of(of(new MaxPooling(3, 2)), new Shape(5, 8, 9), 2);

    assertThat(network.nodes().get(0).output()).isEqualTo(new Shape(5, 3, 4));
    assertThat(network.nodes().get(0).parameters()).isEmpty();
  }

  @Test
  void aWindowMustFit() {
    assertBad(
        of(new MaxPooling(2, 2), convolution(1, 15, 1, Padding.VALID)),
        "layer conv1: its window is 15 wide, but only 14 pixels are left there;"
            + " use a larger image size or fewer layers before it");
    assertBad(
        of(new MaxPooling(29, 1)),
        "layer pool1: its window is 29 wide, but only 28 pixels are left there;"
            + " use a larger image size or fewer layers before it");
  }

  @Test
  void tooManyParametersAreSurelyAMistake() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThatThrownBy(() -> Network.of(Architecture.tutorial(), new Shape(3, 512, 512), 10))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "the network would have 528,535,882 parameters for images of 512x512 colour;"
                  + " use a smaller image size, or more pooling before the first dense layer");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatOverflowsIsTooLarge() {
    assertBad(
        of(convolution(HUGE, 3, 1, Padding.VALID)), "layer conv1: too large: 2147483647 x 26 x 26");
    assertBad(
        of(convolution(1, HUGE, 1, Padding.SAME)),
        "layer conv1: its numbers are too large; make them smaller");
    for (Architecture architecture :
        List.of(
            of(dense(HUGE), dense(HUGE), dense(HUGE), dense(HUGE)),
            of(dense(HUGE), convolution(HUGE, 65537, 1, Padding.SAME)),
            of(dense(1), convolution(HUGE, HUGE, 1, Padding.SAME)))) {
      assertThatThrownBy(() -> Network.of(architecture, GREY, 2))
          .isInstanceOf(BadModelException.class)
          .hasMessageStartingWith("the network would have ");
    }
  }

  @Test
  void aBlockAddsItsInputAsItIsWhereTheShapesAreEqual() {
    Network network =
        Network.of(
            of(new Residual(List.of(convolution(1, 3, 1, Padding.SAME)), Activation.RELU)),
            GREY,
            2);

    Network.Node block = network.nodes().get(0);
    assertThat(block.name()).isEqualTo("block1");
    assertThat(block.output()).isEqualTo(GREY);
    assertThat(block.body()).extracting(Network.Node::name).containsExactly("block1.conv1");
    assertThat(block.shortcut()).isEmpty();
  }

  @Test
  void aBlockProjectsItsInputWhereTheShapesDiffer() {
    Residual residual =
        new Residual(
            List.of(
                new Convolution(6, 3, 2, Padding.SAME, Activation.IDENTITY, false),
                BatchNormalization.then(Activation.RELU)),
            Activation.RELU);
    for (int side : new int[] {28, 7, 2, 1}) {
      Network network = Network.of(of(residual), new Shape(3, side, side), 2);

      assertThat(network.parameters())
          .containsExactly(
              Role.WEIGHT.of("block1.conv1", 6, 3, 3, 3),
              Role.SCALE.of("block1.norm1", 6),
              Role.SHIFT.of("block1.norm1", 6),
              Role.MEAN.of("block1.norm1", 6),
              Role.VARIANCE.of("block1.norm1", 6),
              Role.WEIGHT.of("block1.shortcut.conv1", 6, 3, 1, 1),
              Role.SCALE.of("block1.shortcut.norm1", 6),
              Role.SHIFT.of("block1.shortcut.norm1", 6),
              Role.MEAN.of("block1.shortcut.norm1", 6),
              Role.VARIANCE.of("block1.shortcut.norm1", 6),
              Role.WEIGHT.of("output", 2, network.nodes().get(0).output().size()),
              Role.BIAS.of("output", 2));
      assertThat(network.nodes().get(0).shortcut().get(1).output())
          .isEqualTo(network.nodes().get(0).output());
    }
  }

  @Test
  void aBlockMayHalveImagesThatAreOnePixelHighOrWide() {
    Residual residual =
        new Residual(
            List.of(new Convolution(6, 3, 2, Padding.SAME, Activation.IDENTITY)), Activation.RELU);

    assertThat(Network.of(of(residual), new Shape(1, 1, 9), 2).nodes().get(0).output())
        .isEqualTo(new Shape(6, 1, 5));
    assertThat(Network.of(of(residual), new Shape(1, 9, 1), 2).nodes().get(0).output())
        .isEqualTo(new Shape(6, 5, 1));
  }

  @Test
  void aBlockWhoseShapeNoShortcutGivesIsRefused() {
    assertBad(
        of(new Residual(List.of(convolution(1, 3, 1, Padding.VALID)), Activation.RELU)),
        "layer block1: its layers turn 28x28 pixels into 26x26, which no shortcut can match");
    assertBad(
        of(new Residual(List.of(convolution(1, 29, 1, Padding.VALID)), Activation.RELU)),
        "layer block1.conv1: its window is 29 wide, but only 28 pixels are left there;"
            + " use a larger image size or fewer layers before it");
  }

  @Test
  void runningStatisticsAreNotLearned() {
    Network network =
        Network.of(
            of(BatchNormalization.then(Activation.RELU), new GlobalAveragePooling()),
            new Shape(3, 4, 4),
            2);

    assertThat(network.parameterCount()).isEqualTo(2 * 3 + 3 * 2 + 2);
    assertThat(network.nodes().get(1).output()).isEqualTo(Shape.vector(3));
  }

  @Test
  void checksThatTensorsAreItsOwn() {
    Network network = Network.of(of(dense(3)), GREY, 2);
    Map<String, Tensor> good = Initialization.glorot(network, 1);
    network.check(good);

    Map<String, Tensor> missing = new HashMap<>(good);
    missing.remove("dense1.bias");
    assertThatThrownBy(() -> network.check(missing))
        .isInstanceOf(BadModelException.class)
        .hasMessage("tensor 'dense1.bias' is missing");

    Map<String, Tensor> other = new HashMap<>(good);
    other.put("output.weight", new Tensor(new int[] {3, 2}, new float[6]));
    assertThatThrownBy(() -> network.check(other))
        .isInstanceOf(BadModelException.class)
        .hasMessage("tensor 'output.weight' has shape [3, 2], not [2, 3]");

    Map<String, Tensor> more = new HashMap<>(good);
    more.put("dense2.bias", new Tensor(new int[] {1}, new float[1]));
    assertThatThrownBy(() -> network.check(more))
        .isInstanceOf(BadModelException.class)
        .hasMessage("tensor 'dense2.bias' belongs to no layer");
  }

  @Test
  void aHundredLayersAreNumbered() {
    Network network = Network.of(new Architecture(Collections.nCopies(100, dense(2))), GREY, 2);

    assertThat(network.nodes().get(99).name()).isEqualTo("dense100");
  }

  private static void assertBad(Architecture architecture, String message) {
    assertThatThrownBy(() -> Network.of(architecture, GREY, 10))
        .isInstanceOf(BadModelException.class)
        .hasMessage(message);
  }

  private static Architecture of(Layer... layers) {
    return new Architecture(List.of(layers));
  }

  private static Layer dense(int units) {
    return new Dense(units, Activation.RELU);
  }

  private static Layer convolution(int filters, int kernel, int stride, Padding padding) {
    return new Convolution(filters, kernel, stride, padding, Activation.RELU);
  }
}
