package dev.espy.application.train.loop;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.application.pipeline.PackedImages;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.augmentation.Flip;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pass of a network over the validation images. */
final class ValidationPass {

  private ValidationPass() {}

  /**
   * Validates; returns null if cancelled.
   *
   * @param network the network of the classifier
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  static @Nullable Evaluation run(
      Classifier classifier, Network network, TrainingData data, RunControl control) {
    return run(classifier, network, data, control, false);
  }

  /**
   * Validates on the mirrored images; returns null if cancelled.
   *
   * @param network the network of the classifier
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  static @Nullable Evaluation mirrored(
      Classifier classifier, Network network, TrainingData data, RunControl control) {
    return run(classifier, network, data, control, true);
  }

  private static @Nullable Evaluation run(
      Classifier classifier,
      Network network,
      TrainingData data,
      RunControl control,
      boolean mirrored) {
    int batchSize = BatchSize.of(network, BatchSize.USUAL);
    PackedImages images = data.validation();
    List<Label> truths = new ArrayList<>(images.size());
    IntStream.range(0, images.size()).forEach(i -> truths.add(data.validationTruth(i)));
    Evaluator evaluator = new Evaluator(data.labels(), truths);
    control.listener().phaseStarted(Phase.VALIDATING, images.size());
    for (int from = 0; from < images.size(); from += batchSize) {
      if (control.stopped()) {
        return null;
      }
      Batch batch = images.batch(from, Math.min(images.size(), from + batchSize));
      if (mirrored) {
        mirror(batch);
      }
      long start = control.now();
      float[] probabilities = FiniteProbabilities.of(classifier, batch);
      control.listener().batchClassified(batch.size(), control.now() - start);
      for (int i = 0; i < batch.size(); i++) {
        evaluator.add(truths.get(from + i), probabilities, i);
      }
    }
    control.listener().phaseFinished(Phase.VALIDATING);
    return evaluator.evaluation();
  }

  private static void mirror(Batch batch) {
    Flip flip = new Flip(1);
    SplittableRandom unused = new SplittableRandom(0);
    for (int i = 0; i < batch.size(); i++) {
      flip.apply(batch.pixels(), i * batch.shape().size(), batch.shape(), unused);
    }
  }
}
