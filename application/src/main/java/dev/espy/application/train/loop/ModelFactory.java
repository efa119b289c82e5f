package dev.espy.application.train.loop;

import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.LearnerPort;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A factory of models with their provenance.
 *
 * @param data the training and validation images
 * @param dataName the name of the training data for users
 * @param spec the specification of the network
 * @param engine the engine that trains
 * @param settings the settings and their values by name
 * @param clock the source of the models' creation time
 */
public record ModelFactory(
    TrainingData data,
    String dataName,
    NetworkSpec spec,
    LearnerPort engine,
    Map<String, String> settings,
    Clock clock) {

  /**
   * Makes a model.
   *
   * @param tensors the weights by name
   * @param epoch the number of the epoch, 0 if cancelled in the first
   * @param validation the validation scores, or null without validation images
   * @param decisions the decisions during training, by name
   * @throws dev.espy.domain.BadModelException if a weight is not finite
   */
  public Model model(
      Map<String, Tensor> tensors,
      int epoch,
      @Nullable Scores validation,
      Map<String, String> decisions) {
    Map<String, String> described = new LinkedHashMap<>(settings);
    described.putAll(decisions);
    return new Model(
        data.labels(),
        spec.preprocessing(),
        spec.architecture(),
        tensors,
        new Provenance(
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            program(),
            engine.engine(),
            engine.platform(),
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
