package dev.espy.domain.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds labels that are probably wrong by confident learning (Northcutt, Jiang, Chuang: Confident
 * Learning: Estimating Uncertainty in Dataset Labels, JAIR 2021). It collects out-of-sample
 * probabilities: those of models that have not learned from the image.
 *
 * <p>The threshold of a label is its mean probability over the images with this given label; a
 * label without images has none. The confident label of an image is the most probable one among
 * those whose probability is at least their threshold. An image is a suspect if it has a confident
 * label other than the given one.
 *
 * <p>An image takes 52 bytes, for any number of labels: only its {@value #KEPT} most probable
 * labels are kept. The result is exact for up to {@value #KEPT} labels. With more labels, an image
 * whose confident label is not among these {@value #KEPT} is no suspect.
 */
public final class ConfidentLearning {

  private static final int KEPT = 5;
  private static final int CHUNK = 4096;
  private static final int NONE = -1;

  /** Consecutive images, so that no array of all images is copied when it grows. */
  private static final class Chunk {

    private final int[] samples = new int[CHUNK];
    private final int[] given = new int[CHUNK];
    private final float[] givenProbabilities = new float[CHUNK];

    /** The most probable labels as [image][rank], the first of equal ones first. */
    private final int[] best;

    private final float[] bestProbabilities;
    private int size;

    Chunk(int kept) {
      best = new int[CHUNK * kept];
      bestProbabilities = new float[CHUNK * kept];
    }
  }

  private final int labels;
  private final int kept;
  private final double[] sums;
  private final long[] counts;
  private final List<Chunk> chunks = new ArrayList<>();

  /**
   * @param labels number of labels, at least 1
   */
  public ConfidentLearning(int labels) {
    this.labels = labels;
    this.kept = Math.min(KEPT, labels);
    this.sums = new double[labels];
    this.counts = new long[labels];
  }

  /**
   * Adds an image.
   *
   * @param sample the number of the image for the caller, who gets it back with a suspicion
   * @param given position of the image's label, from 0; negative if it is none of the labels, then
   *     the image is ignored
   * @param probabilities the probabilities of several images, [image][label], each from 0 to 1
   * @param image index of the image among them, from 0
   */
  public void add(int sample, int given, float[] probabilities, int image) {
    if (given < 0) {
      return;
    }
    int offset = image * labels;
    float probability = probabilities[offset + given];
    sums[given] += probability;
    counts[given]++;
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size == CHUNK) {
      chunks.add(new Chunk(kept));
    }
    Chunk chunk = chunks.get(chunks.size() - 1);
    chunk.samples[chunk.size] = sample;
    chunk.given[chunk.size] = given;
    chunk.givenProbabilities[chunk.size] = probability;
    keepBest(chunk, probabilities, offset);
    chunk.size++;
  }

  /** Keeps the most probable labels of the image that is about to be added to a chunk. */
  private void keepBest(Chunk chunk, float[] probabilities, int offset) {
    int first = chunk.size * kept;
    int[] best = chunk.best;
    float[] values = chunk.bestProbabilities;
    int found = 0;
    for (int label = 0; label < labels; label++) {
      float value = probabilities[offset + label];
      if (found == kept && !(value > values[first + kept - 1])) {
        continue;
      }
      int rank = found < kept ? found++ : kept - 1;
      while (rank > 0 && value > values[first + rank - 1]) {
        best[first + rank] = best[first + rank - 1];
        values[first + rank] = values[first + rank - 1];
        rank--;
      }
      best[first + rank] = label;
      values[first + rank] = value;
    }
  }

  /**
   * Returns the suspects among the images added so far, by ascending {@link Suspect#margin}: the
   * strongest suspicion first, and equal ones in the order in which they were added.
   */
  public List<Suspect> suspects() {
    List<Suspect> suspects = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (int image = 0; image < chunk.size; image++) {
        int rank = confidentRank(chunk, image * kept);
        if (rank != NONE && chunk.best[rank] != chunk.given[image]) {
          suspects.add(
              new Suspect(
                  chunk.samples[image],
                  chunk.given[image],
                  chunk.best[rank],
                  chunk.givenProbabilities[image],
                  chunk.bestProbabilities[rank]));
        }
      }
    }
    suspects.sort(Comparator.comparingDouble(Suspect::margin));
    return List.copyOf(suspects);
  }

  /** Returns the index of an image's confident label in its chunk, or {@value #NONE}. */
  private int confidentRank(Chunk chunk, int first) {
    for (int i = first; i < first + kept; i++) {
      int label = chunk.best[i];
      if (counts[label] > 0 && chunk.bestProbabilities[i] >= sums[label] / counts[label]) {
        return i;
      }
    }
    return NONE;
  }
}
