package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Words;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Architectures as plain lists and maps, for YAML files and the JSON of model files. A layer is a
 * map with one entry: the key is the layer's kind, the value holds its settings.
 *
 * <pre>{@code
 * layers:
 *   - convolution: {filters: 32, kernel: 3, stride: 1, padding: valid, activation: relu}
 *   - max-pooling: {size: 2, stride: 2}
 *   - dropout: {rate: 0.25}
 *   - dense: {units: 128, activation: relu}
 *   - batch-normalization: {momentum: 0.1, epsilon: 0.00001, activation: identity}
 *   - global-average-pooling: {}
 *   - residual: {activation: relu, layers: [...]}
 * }</pre>
 *
 * <p>These settings are optional: a convolution's kernel (3), stride (1), padding (valid), bias
 * (true); a pooling's size (2) and stride (its size); a normalization's momentum (0.1), epsilon
 * (0.00001) and activation (identity); any other activation (relu).
 */
public final class LayerNotation {

  private LayerNotation() {}

  private static final String KINDS =
      "kinds are convolution, batch-normalization, max-pooling, global-average-pooling, dense, dropout and residual";

  /** Returns an architecture as a document that contains every setting. */
  public static Map<String, Object> write(Architecture architecture) {
    return Map.of("layers", writeLayers(architecture.layers()));
  }

  private static List<Map<String, Object>> writeLayers(List<Layer> layers) {
    return layers.stream().map(LayerNotation::writeLayer).toList();
  }

  /**
   * Reads an architecture from a document.
   *
   * @param document the output of a YAML or JSON parser: maps, lists, numbers, text
   * @throws BadModelException if the document is no architecture, naming the layer and the setting,
   *     or is too large
   */
  public static Architecture read(@Nullable Object document) {
    if (!(document instanceof Map<?, ?> map)
        || !map.keySet().equals(Set.of("layers"))
        || !(map.get("layers") instanceof List<?> items)) {
      throw new BadModelException(
          "an architecture is a document with one key, 'layers', and a list of layers under it");
    }
    List<Layer> layers = readLayers("layer ", items);
    try {
      return new Architecture(layers);
    } catch (IllegalArgumentException e) {
      throw new BadModelException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads layers. Messages name each layer by a prefix and its number, from 1. */
  private static List<Layer> readLayers(String prefix, List<?> items) {
    List<Layer> layers = new ArrayList<>();
    for (Object item : items) {
      String where = prefix + (layers.size() + 1);
      if (!(item instanceof Map<?, ?> entry) || entry.size() != 1) {
        throw new BadModelException(
            where + " is not of the form 'kind: {setting: value, ...}'; " + KINDS);
      }
      Map.Entry<?, ?> only = entry.entrySet().iterator().next();
      layers.add(readLayer(where, String.valueOf(only.getKey()), only.getValue()));
    }
    return layers;
  }

  private static Map<String, Object> writeLayer(Layer layer) {
    return layer.accept(new Writer());
  }

  /** Writes a layer as a map of one entry, its kind with its settings. */
  private static final class Writer implements LayerVisitor<Map<String, Object>> {

    private final Map<String, Object> settings = new LinkedHashMap<>();

    @Override
    public Map<String, Object> visit(Convolution layer) {
      settings.put("filters", layer.filters());
      settings.put("kernel", layer.kernel());
      settings.put("stride", layer.stride());
      settings.put("padding", Words.of(layer.padding()));
      settings.put("activation", layer.activation().notation());
      settings.put("bias", layer.bias());
      return Map.of("convolution", settings);
    }

    @Override
    public Map<String, Object> visit(BatchNormalization layer) {
      settings.put("momentum", layer.momentum());
      settings.put("epsilon", layer.epsilon());
      settings.put("activation", layer.activation().notation());
      return Map.of("batch-normalization", settings);
    }

    @Override
    public Map<String, Object> visit(MaxPooling layer) {
      settings.put("size", layer.size());
      settings.put("stride", layer.stride());
      return Map.of("max-pooling", settings);
    }

    @Override
    public Map<String, Object> visit(GlobalAveragePooling layer) {
      return Map.of("global-average-pooling", settings);
    }

    @Override
    public Map<String, Object> visit(Dense layer) {
      settings.put("units", layer.units());
      settings.put("activation", layer.activation().notation());
      return Map.of("dense", settings);
    }

    @Override
    public Map<String, Object> visit(Dropout layer) {
      settings.put("rate", layer.rate());
      return Map.of("dropout", settings);
    }

    @Override
    public Map<String, Object> visit(Residual layer) {
      settings.put("activation", layer.activation().notation());
      settings.put("layers", writeLayers(layer.layers()));
      return Map.of("residual", settings);
    }
  }

  private static Layer readLayer(String where, String kind, @Nullable Object value) {
    Settings settings = new Settings(where + " (" + kind + ")", value);
    try {
      Layer layer =
          switch (kind) {
            case "convolution" ->
                new Convolution(
                    settings.integer("filters", null),
                    settings.integer("kernel", 3),
                    settings.integer("stride", 1),
                    settings.choice("padding", Padding.VALID, Padding.values()),
                    settings.choice("activation", Activation.RELU, Activation.values()),
                    settings.flag("bias", true));
            case "batch-normalization" ->
                new BatchNormalization(
                    settings.number("momentum", 0.1),
                    settings.number("epsilon", 1e-5),
                    settings.choice("activation", Activation.IDENTITY, Activation.values()));
            case "global-average-pooling" -> new GlobalAveragePooling();
            case "residual" ->
                new Residual(
                    readLayers(where + ".", settings.list("layers")),
                    settings.choice("activation", Activation.RELU, Activation.values()));
            case "max-pooling" -> {
              int size = settings.integer("size", 2);
              yield new MaxPooling(size, settings.integer("stride", size));
            }
            case "dense" ->
                new Dense(
                    settings.integer("units", null),
                    settings.choice("activation", Activation.RELU, Activation.values()));
            case "dropout" -> new Dropout(settings.number("rate", null));
            default ->
                throw new BadModelException(
                    where + " is of an unknown kind, '" + kind + "'; " + KINDS);
          };
      settings.expectNoOthers();
      return layer;
    } catch (IllegalArgumentException e) {
      throw new BadModelException(settings.where + ": " + e.getMessage(), e);
    }
  }

  /** The settings of one layer, and the names of those that its kind has. */
  private static final class Settings {

    private final String where;
    private final @Nullable Object written;
    private final Set<String> known = new LinkedHashSet<>();

    Settings(String where, @Nullable Object written) {
      this.where = where;
      this.written = written;
    }

    int integer(String name, @Nullable Integer otherwise) {
      Object value = value(name, otherwise);
      // The parser chooses one of these types by the number's size.
      if (value instanceof Integer
          || value instanceof Long
          || value instanceof Short
          || value instanceof BigInteger) {
        try {
          return new BigInteger(value.toString()).intValueExact();
        } catch (ArithmeticException e) {
          throw new BadModelException(
              "%s: %s must be from 1 to %s, not %s"
                  .formatted(where, name, Integer.toString(Integer.MAX_VALUE), value),
              e);
        }
      }
      throw new BadModelException(
          where + ": " + name + " must be a whole number, not '" + value + "'");
    }

    double number(String name, @Nullable Double otherwise) {
      Object value = value(name, otherwise);
      if (value instanceof Number number) {
        return number.doubleValue();
      }
      throw new BadModelException(where + ": " + name + " must be a number, not '" + value + "'");
    }

    boolean flag(String name, boolean otherwise) {
      Object value = value(name, otherwise);
      if (value instanceof Boolean flag) {
        return flag;
      }
      throw new BadModelException(
          where + ": " + name + " must be true or false, not '" + value + "'");
    }

    List<?> list(String name) {
      Object value = value(name, null);
      if (value instanceof List<?> list) {
        return list;
      }
      throw new BadModelException(where + ": " + name + " must be a list, not '" + value + "'");
    }

    <E extends Enum<E>> E choice(String name, E otherwise, E[] choices) {
      Object value = value(name, Words.of(otherwise));
      for (E choice : choices) {
        if (Words.of(choice).equals(value)) {
          return choice;
        }
      }
      throw new BadModelException(
          "%s: %s must be one of %s, not '%s'"
              .formatted(
                  where,
                  name,
                  Arrays.stream(choices).map(Words::of).collect(Collectors.joining(", ")),
                  value));
    }

    void expectNoOthers() {
      for (Object name : values().keySet()) {
        if (!known.contains(String.valueOf(name))) {
          throw new BadModelException(
              "%s has no setting '%s'; it has %s".formatted(where, name, String.join(", ", known)));
        }
      }
    }

    private Map<?, ?> values() {
      if (written == null) {
        return Map.of();
      } else if (written instanceof Map<?, ?> map) {
        return map;
      }
      throw new BadModelException(
          where + " needs its settings as '{setting: value, ...}', not '" + written + "'");
    }

    private Object value(String name, @Nullable Object otherwise) {
      known.add(name);
      Object value = values().get(name);
      if (value == null) {
        value = otherwise;
      }
      if (value == null) {
        throw new BadModelException(where + " needs the setting '" + name + "'");
      }
      return value;
    }
  }
}
