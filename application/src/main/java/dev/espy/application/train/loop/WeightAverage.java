package dev.espy.application.train.loop;

import dev.espy.domain.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exponential moving average of a network's tensors over its steps, running statistics among
 * them (Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992; here
 * with a decay, as is usual for networks). Until there are enough steps for the decay, it reaches
 * back over about the last tenth of those there are, so that the first weights, which are chance,
 * are soon forgotten.
 *
 * <p>To copy a network's tensors costs time, so only every few steps' are taken in, with the decay
 * of the distance. That is short against how far the average reaches back.
 */
final class WeightAverage {

  private static final double SHARE_OF_REACH = 0.02;

  private final double decay;
  private final int every;
  private Map<String, Tensor> averages;
  private long step;

  /**
   * @param decay per step, above 0 and below 1
   * @param averages those until now, empty if there are none; not changed
   * @param step how many steps are in them
   */
  WeightAverage(double decay, Map<String, Tensor> averages, long step) {
    this.decay = decay;
    this.every = (int) Math.max(1, Math.min(100, Math.round(SHARE_OF_REACH / (1 - decay))));
    this.averages = averages;
    this.step = step;
  }

  /** Returns whether the tensors after this step are to be taken in; an epoch's last always are. */
  boolean wants(long step) {
    return step % every == 0;
  }

  /**
   * Takes in a network's tensors.
   *
   * @param tensors what the network has after the step; not changed, perhaps kept
   * @param now how many steps were taken, more than at the last time
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

  /** Returns the averages by name; empty if nothing was taken in. */
  Map<String, Tensor> tensors() {
    return averages;
  }
}
