package dev.espy.adapters.dl4j.tensors;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running mean and variance of one batch normalization, per channel, in host memory. Workers
 * record the statistics of micro-batches; one update takes those of a batch together, in their
 * order.
 */
public final class RunningStatistics {

  /** The statistics of a micro-batch. */
  private static final class Recorded {
    final float[] means;
    final float[] variances;
    final long values;

    Recorded(float[] means, float[] variances, long values) {
      this.means = means;
      this.variances = variances;
      this.values = values;
    }
  }

  private final FloatBuffer mean;
  private final FloatBuffer variance;
  private final double momentum;
  private final Map<Integer, Recorded> recorded = new ConcurrentHashMap<>();

  /**
   * Creates statistics on arrays, which updates change.
   *
   * @param means the running mean of each channel
   * @param variances the running variance of each channel
   * @param momentum weight of a batch in the running values, above 0 and up to 1
   */
  RunningStatistics(INDArray means, INDArray variances, double momentum) {
    this.mean = NativeArrays.floats(means, 0, means.length());
    this.variance = NativeArrays.floats(variances, 0, variances.length());
    this.momentum = momentum;
  }

  /** Returns the number of channels. */
  public int channels() {
    return mean.limit();
  }

  /** Returns a channel's running mean. */
  public float mean(int channel) {
    return mean.get(channel);
  }

  /** Returns a channel's running variance. */
  public float variance(int channel) {
    return variance.get(channel);
  }

  /**
   * Records the statistics of a micro-batch for the next {@link #update}.
   *
   * @param index 0-based index of the micro-batch in its batch
   * @param means mean of each channel; kept
   * @param variances mean squared distance of each channel's values from their mean; kept
   * @param values number of values per channel, positive
   */
  public void record(int index, float[] means, float[] variances, long values) {
    recorded.put(index, new Recorded(means, variances, values));
  }

  /**
   * Updates the running statistics with those of a whole batch. Its variance is unbiased; that of
   * one value is 0.
   *
   * @param count number of micro-batches of the batch, all of them recorded
   */
  void update(int count) {
    List<Recorded> parts = IntStream.range(0, count).mapToObj(this::recorded).toList();
    long total = parts.stream().mapToLong(part -> part.values).sum();
    double unbiased = (double) total / Math.max(1, total - 1);
    for (int channel = 0; channel < channels(); channel++) {
      double batchMean = 0;
      for (Recorded part : parts) {
        batchMean += part.values * (double) part.means[channel] / total;
      }
      // The variance of a batch is the mean of the variances within its parts, and the variance of
      // their means.
      double batchVariance = 0;
      for (Recorded part : parts) {
        double distance = part.means[channel] - batchMean;
        batchVariance += part.values * (part.variances[channel] + distance * distance) / total;
      }
      float oldMean = mean(channel);
      float oldVariance = variance(channel);
      mean.put(channel, oldMean + (float) (momentum * (batchMean - oldMean)));
      variance.put(
          channel, oldVariance + (float) (momentum * (unbiased * batchVariance - oldVariance)));
    }
    recorded.clear();
  }

  private Recorded recorded(int index) {
    Recorded part = recorded.get(index);
    if (part == null) {
      throw new IllegalStateException("no statistics of micro-batch " + index);
    }
    return part;
  }

  /** Copies the statistics of all channels. */
  public void copyTo(FloatBuffer means, FloatBuffer variances) {
    for (int channel = 0; channel < channels(); channel++) {
      means.put(channel, mean(channel));
      variances.put(channel, variance(channel));
    }
  }
}
