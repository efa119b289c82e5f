package dev.espy.application.train.loop;

import dev.espy.domain.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exponential moving average of a network's tensors over training steps, running statistics
 * included (Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992;
 * here with a decay, as is usual for networks). During the first steps the decay is smaller, so the
 * average covers about the last tenth of the steps and soon forgets the random initial weights.
 *
 * <p>Copying tensors takes time, so the average is updated only every few steps, with the decay of
 * as many steps. These are few compared with the steps that the average covers.
 */
final class WeightAverage {

  private static final double SHARE_OF_REACH = 0.02;

  private final double decay;
  private final int every;
  private Map<String, Tensor> averages;
  private long step;

  /**
   * @param decay the decay per step, above 0 and below 1
   * @param averages the averages so far by name, or empty; not changed
   * @param step the number of steps in {@code averages}
   */
  WeightAverage(double decay, Map<String, Tensor> averages, long step) {
    this.decay = decay;
    this.every = (int) Math.max(1, Math.min(100, Math.round(SHARE_OF_REACH / (1 - decay))));
    this.averages = averages;
    this.step = step;
  }

  /**
   * Returns whether to update after this step. After an epoch's last step the average is always
   * updated.
   */
  boolean wants(long step) {
    return step % every == 0;
  }

  /**
   * Updates the average.
   *
   * @param tensors the network's tensors after the step; not changed, perhaps kept
   * @param now the number of steps done, more than at the last update
   */
  void add(Map<String, Tensor> tensors, long now) {
    if (now == step) {
      return;
    }
    double decayNow = Math.min(decay, (1.0 + now) / (10.0 + now));
    float weight = (float) (1 - Math.pow(decayNow, (double) (now - step)));
    Map<String, Tensor> before = averages;
    Map<String, Tensor> after = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> after.put(name, mean(before.get(name), tensor, weight)));
    averages = Collections.unmodifiableMap(after);
    step = now;
  }

  private static Tensor mean(@Nullable Tensor before, Tensor now, float weight) {
    if (before == null) {
      return now;
    }
    float[] values = new float[now.values().length];
    for (int i = 0; i < values.length; i++) {
      float old = before.values()[i];
      values[i] = old + weight * (now.values()[i] - old);
    }
    return new Tensor(now.shape(), values);
  }

  /** Returns the averages by name, empty before the first update. */
  Map<String, Tensor> tensors() {
    return averages;
  }
}
