package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerNotationTest {

  private static final String KINDS =
      "kinds are convolution, batch-normalization, max-pooling, global-average-pooling, dense,"
          + " dropout and residual";

  @Test
  void everyLayerAndSettingSurvives() {
    List<Layer> layers = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (Padding padding : Padding.values()) {
        layers.add(new Convolution(7, 5, 2, padding, activation));
      }
      layers.add(new Dense(9, activation));
    }
    layers.add(new MaxPooling(3, 2));
    layers.add(new Dropout(0));
    layers.add(new Dropout(0.1));
    layers.add(new Convolution(8, 3, 1, Padding.SAME, Activation.IDENTITY, false));
    layers.add(new BatchNormalization(0.2, 1e-3, Activation.RELU));
    layers.add(
        new Residual(
            List.of(
                BatchNormalization.then(Activation.IDENTITY),
                new Residual(List.of(new Dropout(0.2)), Activation.IDENTITY)),
            Activation.ELU));
    layers.add(new GlobalAveragePooling());
    Architecture architecture = new Architecture(layers);

    assertThat(LayerNotation.read(LayerNotation.write(architecture))).isEqualTo(architecture);
    assertThat(LayerNotation.read(Map.of("layers", List.of())).layers()).isEmpty();
  }

  @Test
  void isWrittenWithEverySettingInAStableOrder() {
    assertThat(LayerNotation.write(Architecture.tutorial()))
        .hasToString(
            "{layers=["
                + "{convolution={filters=32, kernel=3, stride=1, padding=valid, activation=relu, bias=true}}, "
                + "{convolution={filters=64, kernel=3, stride=1, padding=valid, activation=relu, bias=true}}, "
                + "{max-pooling={size=2, stride=2}}, {dropout={rate=0.25}}, "
                + "{dense={units=128, activation=relu}}, {dropout={rate=0.5}}]}");
  }

  @Test
  void settingsHaveDefaults() {
    assertThat(read("convolution", Map.of("filters", 8)))
        .isEqualTo(new Convolution(8, 3, 1, Padding.VALID, Activation.RELU));
    assertThat(read("batch-normalization", Map.of()))
        .isEqualTo(BatchNormalization.then(Activation.IDENTITY));
    assertThat(read("global-average-pooling", null)).isEqualTo(new GlobalAveragePooling());
    assertThat(read("residual", Map.of("layers", List.of(Map.of("dropout", Map.of("rate", 0))))))
        .isEqualTo(new Residual(List.of(new Dropout(0)), Activation.RELU));
    assertThat(read("dense", Map.of("units", 8))).isEqualTo(new Dense(8, Activation.RELU));
    assertThat(read("max-pooling", Map.of())).isEqualTo(new MaxPooling(2, 2));
    assertThat(read("max-pooling", Map.of("size", 3))).isEqualTo(new MaxPooling(3, 3));
    assertThat(read("max-pooling", null)).isEqualTo(new MaxPooling(2, 2));
    assertThat(read("dense", settings("units", 8, "activation", null)))
        .isEqualTo(new Dense(8, Activation.RELU));
  }

  @Test
  void numbersMayBeOfAnyType() {
    for (Object eight : List.of(8, 8L, (short) 8, BigInteger.valueOf(8))) {
      assertThat(read("dense", Map.of("units", eight))).isEqualTo(new Dense(8, Activation.RELU));
    }
    for (Object zero : List.of(0, 0L, 0.0, 0f, BigInteger.ZERO, BigDecimal.ZERO)) {
      assertThat(read("dropout", Map.of("rate", zero))).isEqualTo(new Dropout(0));
    }
  }

  @Test
  void refusesWhatIsNoDocument() {
    String message =
        "an architecture is a document with one key, 'layers', and a list of layers under it";
    for (Object document :
        new Object[] {
          null,
          "text",
          List.of(),
          Map.of(),
          Map.of("layers", "dense"),
          Collections.singletonMap("layers", null),
          Map.of("layers", List.of(), "seed", 1),
          Map.of(1, List.of())
        }) {
      assertBad(document, message);
    }
  }

  @Test
  void refusesWhatIsNoLayer() {
    String message = "layer 2 is not of the form 'kind: {setting: value, ...}'; " + KINDS;
    for (Object layer :
        new Object[] {null, "dense", 7, List.of(), Map.of(), Map.of("a", 1, "b", 2)}) {
      List<Object> layers = new ArrayList<>();
      layers.add(Map.of("dense", Map.of("units", 1)));
      layers.add(layer);
      assertBad(Map.of("layers", layers), message);
    }
  }

  @Test
  void refusesMoreLayersThanANetworkCouldHave() {
    Map<String, Object> dropout = Map.of("dropout", Map.of("rate", 0));
    List<Object> most = Collections.nCopies(Architecture.MAXIMUM_LAYERS - 1, dropout);
    assertThat(read("residual", Map.of("layers", most)).kind()).isEqualTo("block");
    String message =
        "there are more than 10,000 layers, those in residual blocks included; use fewer";
    assertBad(
        Map.of("layers", List.of(dropout, Map.of("residual", Map.of("layers", most)))), message);
    assertBad(
        Map.of("layers", Collections.nCopies(Architecture.MAXIMUM_LAYERS + 1, dropout)), message);
  }

  @Test
  void refusesBlocksThatAreTooDeepInBlocks() {
    Map<String, Object> layer = Map.of("dropout", Map.of("rate", 0));
    for (int i = 0; i < Architecture.MAXIMUM_DEPTH; i++) {
      layer = Map.of("residual", Map.of("layers", List.of(layer)));
    }
    assertThat(LayerNotation.read(Map.of("layers", List.of(layer))).layers()).hasSize(1);
    assertBad(
        "residual",
        Map.of("layers", List.of(layer)),
        "there are more than 8 residual blocks inside one another; use fewer");
  }

  @Test
  void refusesUnknownKinds() {
    for (Object settings : new Object[] {null, Map.of("units", 1), 5}) {
      assertBad("lstm", settings, "layer 1 is of an unknown kind, 'lstm'; " + KINDS);
    }
    assertBad(
        Map.of("layers", List.of(Map.of(1, Map.of()))),
        "layer 1 is of an unknown kind, '1'; " + KINDS);
  }

  @Test
  void namesTheLayerInsideABlock() {
    assertBad(
        "residual",
        Map.of("layers", List.of(Map.of("dense", Map.of()))),
        "layer 1.1 (dense) needs the setting 'units'");
    assertBad(
        "residual",
        Map.of("layers", List.of()),
        "layer 1 (residual): a residual block needs at least one layer");
    assertBad(
        "residual", Map.of("layers", 3), "layer 1 (residual): layers must be a list, not '3'");
    assertBad(
        "convolution",
        Map.of("filters", 1, "bias", "no"),
        "layer 1 (convolution): bias must be true or false, not 'no'");
  }

  @Test
  void refusesSettingsThatAreNone() {
    assertBad(
        "dropout",
        0.5,
        "layer 1 (dropout) needs its settings as '{setting: value, ...}', not '0.5'");
    assertBad("dropout", Map.of(), "layer 1 (dropout) needs the setting 'rate'");
    assertBad("dense", null, "layer 1 (dense) needs the setting 'units'");
    assertBad("convolution", Map.of(), "layer 1 (convolution) needs the setting 'filters'");
    assertBad(
        "dense",
        Map.of("units", 1, "rate", 0.5),
        "layer 1 (dense) has no setting 'rate'; it has units, activation");
    assertBad(
        "max-pooling",
        Map.of(1, 2),
        "layer 1 (max-pooling) has no setting '1'; it has size, stride");
  }

  @Test
  void refusesValuesOfAnotherKind() {
    for (Object value : new Object[] {8.0, 8.5, "8", true, List.of(8), new BigDecimal("8")}) {
      assertBad(
          "dense",
          Map.of("units", value),
          "layer 1 (dense): units must be a whole number, not '" + value + "'");
    }
    assertBad(
        "dropout", Map.of("rate", "0.5"), "layer 1 (dropout): rate must be a number, not '0.5'");
    assertBad(
        "dense",
        Map.of("units", 1, "activation", "swish"),
        "layer 1 (dense): activation must be one of identity, relu, leaky-relu, elu, tanh, sigmoid,"
            + " not 'swish'");
    assertBad(
        "convolution",
        Map.of("filters", 1, "padding", 1),
        "layer 1 (convolution): padding must be one of valid, same, not '1'");
  }

  @Test
  void refusesValuesOutOfRange() {
    for (Object value : List.of(3_000_000_000L, BigInteger.ONE.shiftLeft(80), Long.MIN_VALUE)) {
      assertBad(
          "dense",
          Map.of("units", value),
          "layer 1 (dense): units must be from 1 to 2147483647, not " + value);
    }
    assertBad("dense", Map.of("units", 0), "layer 1 (dense): units must be at least 1, not 0");
    assertBad(
        "max-pooling",
        Map.of("size", -1),
        "layer 1 (max-pooling): size must be at least 1, not -1");
    assertBad(
        "max-pooling",
        Map.of("stride", 0),
        "layer 1 (max-pooling): stride must be at least 1, not 0");
    assertBad(
        "convolution",
        Map.of("filters", 0),
        "layer 1 (convolution): filters must be at least 1, not 0");
    assertBad(
        "convolution",
        Map.of("filters", 1, "kernel", 0),
        "layer 1 (convolution): kernel must be at least 1, not 0");
    assertBad(
        "convolution",
        Map.of("filters", 1, "stride", -3),
        "layer 1 (convolution): stride must be at least 1, not -3");
    assertBad(
        "convolution",
        Map.of("filters", 1, "kernel", 4, "padding", "same"),
        "layer 1 (convolution): kernel must be odd with padding 'same', not 4");
    for (double rate : new double[] {1, -0.1, 7, Double.NaN}) {
      assertBad(
          "dropout",
          Map.of("rate", rate),
          "layer 1 (dropout): rate must be from 0 to below 1, not " + rate);
    }
  }

  private static Layer read(String kind, Object settings) {
    return LayerNotation.read(document(kind, settings)).layers().get(0);
  }

  private static Map<String, Object> document(String kind, Object settings) {
    return Map.of("layers", List.of(Collections.singletonMap(kind, settings)));
  }

  private static Map<String, Object> settings(
      String first, Object value, String second, Object other) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(first, value);
    settings.put(second, other);
    return settings;
  }

  private static void assertBad(String kind, Object settings, String message) {
    assertBad(document(kind, settings), message);
  }

  private static void assertBad(Object document, String message) {
    assertThatThrownBy(() -> LayerNotation.read(document))
        .isInstanceOf(BadModelException.class)
        .hasMessage(message);
  }
}
