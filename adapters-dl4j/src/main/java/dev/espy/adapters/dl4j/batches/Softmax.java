package dev.espy.adapters.dl4j.batches;

import dev.espy.domain.evaluation.ArgMax;
import dev.espy.domain.port.Learner;

/** Softmax and cross-entropy of logits, in Java. */
public final class Softmax {

  private Softmax() {}

  /**
   * Converts logits to probabilities.
   *
   * @param values logits, [image][label]; replaced by probabilities
   * @param labels number of labels
   */
  public static void probabilities(float[] values, int labels) {
    for (int start = 0; start < values.length; start += labels) {
      double logSum = logSum(values, start, labels);
      for (int i = start; i < start + labels; i++) {
        values[i] = (float) Math.exp(values[i] - logSum);
      }
    }
  }

  /**
   * Computes a micro-batch's share of a batch's mean cross-entropy, and its gradient.
   *
   * @param values logits, [image][label]; replaced by the gradient of the batch's mean loss
   * @param targets the batch's target probabilities times the image's weight, [image][label]
   * @param first index of the micro-batch's first image in the batch
   * @param images number of images in the batch
   * @param labels number of labels
   * @return the micro-batch's share of the batch's mean loss in nats, and its number of correct
   *     answers
   */
  public static Learner.Step loss(
      float[] values, float[] targets, int first, int images, int labels) {
    int shift = first * labels;
    double loss = 0;
    int correct = 0;
    for (int start = 0; start < values.length; start += labels) {
      int truth = ArgMax.of(targets, shift + start, labels);
      if (ArgMax.of(values, start, labels) == truth) {
        correct++;
      }
      double logSum = logSum(values, start, labels);
      double weight = 0;
      for (int i = start; i < start + labels; i++) {
        weight += targets[shift + i];
      }
      for (int i = start; i < start + labels; i++) {
        double log = values[i] - logSum;
        float target = targets[shift + i];
        loss -= target * log;
        values[i] = (float) ((weight * Math.exp(log) - target) / images);
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
