package dev.espy.application.classify;

import dev.espy.application.RunListener;
import dev.espy.domain.Batch;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.Classifier;
import java.util.HashSet;
import java.util.Set;

/** A classifier that recognizes training images of its model. */
public final class RecognizingClassifier implements Classifier {

  /** The smallest share of training images that is worth a note; fewer may be coincidences. */
  private static final double NOTABLE = 0.01;

  private final Classifier classifier;
  private final LearnedImages learned;
  private final int trainingImages;
  private final Set<Long> found = new HashSet<>();

  /**
   * @param classifier the classifier, closed with this one
   * @param provenance the origin of its model
   */
  public RecognizingClassifier(Classifier classifier, Provenance provenance) {
    this.classifier = classifier;
    this.learned = LearnedImages.of(provenance);
    this.trainingImages = provenance.trainingImages();
  }

  @Override
  public float[] classify(Batch batch) {
    if (learned.size() > 0) {
      found.addAll(learned.in(batch));
    }
    return classifier.classify(batch);
  }

  /**
   * Notes how many of the classified images are training images, if any are.
   *
   * @param images number of classified images
   * @param model the model as the subject of a sentence
   * @param listener the receiver of the note
   */
  public void tell(int images, String model, RunListener listener) {
    if (found.isEmpty()) {
      return;
    }
    long estimate =
        Math.min(images, Math.round((double) trainingImages * found.size() / learned.size()));
    boolean exact = learned.size() == trainingImages || found.size() == learned.size();
    if (estimate >= NOTABLE * images) {
      listener.warn(
          "%s learned from %s, so the figures are better than on new ones."
              .formatted(
                  model,
                  estimate == images
                      ? "these very images"
                      : "%s%,d of these %,d images"
                          .formatted(exact ? "" : "about ", estimate, images)));
    }
  }

  @Override
  public void close() {
    classifier.close();
  }
}
