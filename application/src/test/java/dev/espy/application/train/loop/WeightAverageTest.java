package dev.espy.application.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightAverageTest {

  private static Map<String, Tensor> tensors(float value) {
    return Map.of("a", new Tensor(new int[] {2}, new float[] {value, -value}));
  }

  private static float[] values(WeightAverage average) {
    return average.tensors().get("a").values();
  }

  @Test
  void beginsWithTheFirstWeightsItIsGiven() {
    WeightAverage average = new WeightAverage(0.9, Map.of(), 0);
    assertThat(average.tensors()).isEmpty();
    average.add(tensors(3), 1);
    assertThat(average.tensors()).isEqualTo(tensors(3));
  }

  @Test
  void decaysByWhatIsSetOnceThereAreEnoughSteps() {
    WeightAverage average = new WeightAverage(0.9, tensors(0), 1000);
    average.add(tensors(1), 1001);
    assertThat(values(average)).containsExactly(new float[] {0.1f, -0.1f}, within(1e-6f));
    average.add(tensors(1), 1002);
    assertThat(values(average)).containsExactly(new float[] {0.19f, -0.19f}, within(1e-6f));
  }

  @Test
  void aLongerDistanceCountsAsManyStepsWithTheSameWeights() {
    WeightAverage often = new WeightAverage(0.99, tensors(0), 5000);
    WeightAverage seldom = new WeightAverage(0.99, tensors(0), 5000);
    for (int step = 5001; step <= 5008; step++) {
      often.add(tensors(1), step);
    }
    seldom.add(tensors(1), 5008);
    assertThat(values(seldom)).containsExactly(values(often), within(1e-6f));
  }

  @Test
  void aShortRunIsNotHeldBackByItsFirstWeights() {
    WeightAverage average = new WeightAverage(0.9999, Map.of(), 0);
    for (int step = 1; step <= 200; step++) {
      average.add(tensors(step <= 100 ? 0 : 1), step);
    }
    assertThat(values(average)[0]).isGreaterThan(0.99f);
  }

  @Test
  void wantsOftenOnlyWhatChangesItFast() {
    assertThat(new WeightAverage(0.9, Map.of(), 0).wants(7)).isTrue();
    WeightAverage slow = new WeightAverage(0.999, Map.of(), 0);
    assertThat(slow.wants(20)).isTrue();
    assertThat(slow.wants(21)).isFalse();
  }

  @Test
  void theSameStepCountsOnce() {
    WeightAverage average = new WeightAverage(0.9, tensors(0), 1000);
    average.add(tensors(1), 1001);
    Map<String, Tensor> once = average.tensors();
    average.add(tensors(1), 1001);
    assertThat(average.tensors()).isEqualTo(once);
  }

  @Test
  void goesOnWhereItWas() {
    WeightAverage whole = new WeightAverage(0.99, Map.of(), 0);
    for (int step = 1; step <= 20; step++) {
      whole.add(tensors(step), step);
    }
    WeightAverage first = new WeightAverage(0.99, Map.of(), 0);
    for (int step = 1; step <= 9; step++) {
      first.add(tensors(step), step);
    }
    WeightAverage rest = new WeightAverage(0.99, first.tensors(), 9);
    for (int step = 10; step <= 20; step++) {
      rest.add(tensors(step), step);
    }
    assertThat(rest.tensors()).isEqualTo(whole.tensors());
  }
}
