package dev.espy.application.train;

import dev.espy.application.pipeline.IndexedDataSet;
import dev.espy.application.report.ReportImages;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.report.SuspectImage;
import dev.espy.domain.review.ConfidentLearning;
import dev.espy.domain.review.Suspect;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects probabilities from models that have not seen an image, and lists suspected labels.
 * Validation images come from the run's model, training images from the models of folds.
 */
final class LabelReview implements FoldTrainings.Judge, FinalValidation.AnswerSink {

  private final TrainingData data;
  private final ConfidentLearning learning;
  private int judged;

  /**
   * @param data the images
   */
  LabelReview(TrainingData data) {
    this.data = data;
    this.learning = new ConfidentLearning(data.labels().size());
  }

  @Override
  public void judged(int image, float[] probabilities, int row) {
    learning.add(image, data.targets()[image], probabilities, row);
    judged++;
  }

  @Override
  public void answered(int image, float[] probabilities, int row) {
    int given = data.labels().position(data.validationTruth(image)).orElse(-1);
    learning.add(data.training().size() + image, given, probabilities, row);
    judged++;
  }

  /** Returns the number of images that were judged. */
  int judged() {
    return judged;
  }

  /**
   * Returns the suspected labels, the strongest suspicion first.
   *
   * @param verdicts verdicts; labels that a person has kept are left out
   */
  Stream<SuspectedLabel> suspects(Verdicts verdicts) {
    return learning.suspects().stream()
        .map(this::named)
        .filter(suspect -> !verdicts.isKept(suspect.sample().id(), suspect.given()));
  }

  /**
   * Returns pictures of the strongest suspicions.
   *
   * @param verdicts verdicts; labels that a person has kept are left out
   * @param most the largest number of pictures
   */
  List<SuspectImage> pictures(Verdicts verdicts, int most) {
    List<SuspectImage> pictures = new ArrayList<>();
    for (Suspect suspect : learning.suspects()) {
      if (pictures.size() == most) {
        break;
      }
      SuspectedLabel named = named(suspect);
      if (!verdicts.isKept(named.sample().id(), named.given())) {
        pictures.add(new SuspectImage(named, picture(suspect)));
      }
    }
    return pictures;
  }

  private Image picture(Suspect suspect) {
    int training = data.training().size();
    return ReportImages.thumbnail(
        isLearned(suspect)
            ? data.training().image(suspect.sample())
            : data.validation().image(suspect.sample() - training));
  }

  private boolean isLearned(Suspect suspect) {
    return suspect.sample() < data.training().size();
  }

  private SuspectedLabel named(Suspect suspect) {
    int training = data.training().size();
    boolean learned = isLearned(suspect);
    IndexedDataSet source = learned ? data.source() : data.validationSource();
    Sample sample =
        source.sample(
            learned
                ? data.training().sample(suspect.sample())
                : data.validation().sample(suspect.sample() - training));
    return new SuspectedLabel(
        source.name(),
        sample,
        data.labels().get(suspect.suggested()),
        suspect.givenProbability(),
        suspect.suggestedProbability());
  }
}
