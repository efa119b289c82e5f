package dev.espy.application.train.loop;

import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.Provenance;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes models of what a network has learned, and says where they come from.
 *
 * @param data what it learns from
 * @param dataName what the user calls that
 * @param spec the network
 * @param engine what learns
 * @param settings the settings by name
 * @param clock what the time is taken from
 */
public record ModelFactory(
    TrainingData data,
    String dataName,
    NetworkSpec spec,
    String engine,
    Map<String, String> settings,
    Clock clock) {

  /**
   * Makes a model.
   *
   * @param tensors its tensors
   * @param epoch after which these were the network's, 0 if the first was cut short
   * @param validation their scores, or null if there are none
   * @param found what was decided while learning, by name
   * @throws dev.espy.domain.BadModelException if a value is not finite
   */
  public Model model(
      Map<String, Tensor> tensors,
      int epoch,
      @Nullable Scores validation,
      Map<String, String> found) {
    Map<String, String> described = new LinkedHashMap<>(settings);
    described.putAll(found);
    return new Model(
        data.labels(),
        spec.preprocessing(),
        spec.architecture(),
        tensors,
        new Provenance(
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            program(),
            engine,
            "%s %s, Java %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    System.getProperty("java.version")),
            dataName,
            data.training().size(),
            data.validation().size(),
            epoch,
            validation == null ? null : validation.accuracy(),
            described));
  }

  private static String program() {
    String version = ModelFactory.class.getPackage().getImplementationVersion();
    return version == null ? "Espy" : "Espy " + version;
  }
}
