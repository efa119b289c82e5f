package dev.espy.domain.fake;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Initialization;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Untrained models for tests. */
public final class ExampleModels {

  private ExampleModels() {}

  /** Returns a model with several kinds of layers for 8x8 colour images, with random weights. */
  public static Model small(long seed) {
    Architecture architecture =
        new Architecture(
            List.of(
                new Layer.Convolution(2, 3, 1, Layer.Padding.SAME, Activation.LEAKY_RELU),
                new Layer.MaxPooling(2, 2),
                new Layer.Dropout(0.25),
                new Layer.Dense(4, Activation.TANH)));
    return of(
        labels("T-shirt/top", "0", "犬"),
        new Preprocessing(new Shape(3, 8, 8), 0.1307f, 0.3081f),
        architecture,
        seed,
        0.875);
  }

  /** Returns the tutorial's network for 28x28 grey images and ten labels. */
  public static Model tutorial(long seed) {
    return of(
        labels("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        Preprocessing.scaled(new Shape(1, 28, 28)),
        Architecture.tutorial(),
        seed,
        null);
  }

  /**
   * Returns a calibration with a temperature: six validation images of the first two labels, four
   * of them answered right.
   *
   * @param labels number of labels, at least 2
   */
  public static Calibration calibration(int labels, float temperature) {
    List<Integer> truths = new ArrayList<>(Collections.nCopies(labels, 0));
    List<Integer> answers = new ArrayList<>(truths);
    truths.set(0, 3);
    truths.set(1, 3);
    answers.set(0, 1);
    answers.set(1, 5);
    return new Calibration(
        new Temperature(temperature),
        0.078,
        1.25e-5,
        new Coverage(List.of(new Coverage.Step(0.5, 2, 0), new Coverage.Step(0.99908, 4, 4))),
        truths,
        answers);
  }

  private static Model of(
      Labels labels,
      Preprocessing preprocessing,
      Architecture architecture,
      long seed,
      @Nullable Double accuracy) {
    Network network = Network.of(architecture, preprocessing.input(), labels.size());
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("seed", Long.toString(seed));
    settings.put("epochs", "10");
    settings.put("class-weights", "auto");
    return new Model(
        labels,
        preprocessing,
        architecture,
        Initialization.glorot(network, seed),
        new Provenance(
            Instant.parse("2026-01-02T03:04:05.006Z"),
            "Espy test",
            "no engine",
            "any platform",
            "données/train.csv",
            7,
            accuracy == null ? 0 : 8,
            1,
            accuracy,
            settings));
  }

  private static Labels labels(String... names) {
    return new Labels(Stream.of(names).map(Label::new).toList());
  }
}
