package dev.espy.adapters.dl4j;

import dev.espy.domain.evaluation.ArgMax;
import dev.espy.domain.port.Learner;

/** Softmax and cross-entropy of logits, in Java. */
final class Softmax {

  private Softmax() {}

  /**
   * Converts logits to probabilities.
   *
   * @param values logits, [image][label]; replaced by probabilities
   * @param labels number of labels
   */
  static void probabilities(float[] values, int labels) {
    for (int start = 0; start < values.length; start += labels) {
      double logSum = logSum(values, start, labels);
      for (int i = start; i < start + labels; i++) {
        values[i] = (float) Math.exp(values[i] - logSum);
      }
    }
  }

  /**
   * Computes the mean cross-entropy and its gradient.
   *
   * @param values logits, [image][label]; replaced by the gradient of the mean loss
   * @param targets target probabilities times the image's weight, [image][label]; may be longer
   * @param labels number of labels
   * @return mean loss in nats, and number of correct answers
   */
  static Learner.Step loss(float[] values, float[] targets, int labels) {
    int images = values.length / labels;
    double loss = 0;
    int correct = 0;
    for (int start = 0; start < values.length; start += labels) {
      if (ArgMax.of(values, start, labels) == ArgMax.of(targets, start, labels)) {
        correct++;
      }
      double logSum = logSum(values, start, labels);
      double weight = 0;
      for (int i = start; i < start + labels; i++) {
        weight += targets[i];
      }
      for (int i = start; i < start + labels; i++) {
        double log = values[i] - logSum;
        loss -= targets[i] * log;
        values[i] = (float) ((weight * Math.exp(log) - targets[i]) / images);
      }
    }
    return new Learner.Step(loss / images, correct);
  }

  private static double logSum(float[] values, int start, int labels) {
    double max = values[start + ArgMax.of(values, start, labels)];
    double sum = 0;
    for (int i = start; i < start + labels; i++) {
      sum += Math.exp(values[i] - max);
    }
    return max + Math.log(sum);
  }
}
