package dev.espy.adapters.report.view;

import dev.espy.application.classify.LearnedImages;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A name with its value.
 *
 * @param name the name
 * @param value the value
 */
public record Fact(Name name, Name value) {

  private static final int MOST = 200;

  private static Fact of(String name, String value) {
    return new Fact(Name.of(name), Name.of(value, "(empty)"));
  }

  /** Returns the settings of the training, without the encoded sample of images among them. */
  static List<Fact> settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> !setting.getKey().equals(LearnedImages.SETTING))
        .limit(MOST)
        .map(setting -> of(setting.getKey(), setting.getValue()))
        .toList();
  }

  /** Returns the origin of the model. */
  static List<Fact> origin(Report report) {
    Provenance provenance = report.model().provenance();
    List<Fact> facts = new ArrayList<>();
    facts.add(of("model made", provenance.created().toString()));
    facts.add(of("by", provenance.createdBy()));
    facts.add(of("engine", provenance.engine()));
    facts.add(of("computer", provenance.platform()));
    facts.add(of("training data", provenance.dataSet()));
    facts.add(of("training images", Numbers.count(provenance.trainingImages())));
    facts.add(of("validation images", Numbers.count(provenance.validationImages())));
    facts.add(of("epoch of the model", Integer.toString(provenance.epoch())));
    Double accuracy = provenance.validationAccuracy();
    facts.add(
        of("accuracy after this epoch", accuracy == null ? "unknown" : Numbers.share(accuracy)));
    facts.add(of("labels", Numbers.count(report.model().labels().size())));
    facts.add(of("input", report.model().preprocessing().input().describe()));
    return facts;
  }

  /** Returns the steps of the work with their times. */
  static List<Fact> timings(List<Report.Timing> timings) {
    return timings.stream()
        .map(timing -> of(step(timing.step()), Numbers.time(timing.seconds())))
        .toList();
  }

  private static String step(Report.Step step) {
    return switch (step) {
      case READING -> "reading the images";
      case TRAINING -> "training";
      case VALIDATING -> "final validation";
      case FOLDS -> "training the folds";
    };
  }
}
