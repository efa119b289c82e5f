package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import dev.espy.domain.recipe.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that no bit depends on the number of threads. */
class ThreadsTest {

  static Stream<Arguments> trainings() {
    return Stream.concat(
        Stream.of(Preset.values()).map(preset -> Arguments.of(Kernels.ONEDNN, preset)),
        Stream.of(Preset.TUTORIAL, Preset.FAST).map(preset -> Arguments.of(Kernels.JAVA, preset)));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void changeNoBitOfWhatIsLearnedAndAnswered(Kernels kernels, Preset preset) {
    Optimizer clipped = new Optimizer.Adam(0.9, 0.99, 1e-6, 0.01, 0.5);
    NetworkSpec spec =
        EngineSamples.with(
            clipped, EngineSamples.spec(new Shape(1, 28, 28), 10, 3, preset.recipe().network()));
    List<Object> alone = train(new Dl4jEngine(kernels, 1), spec);

    for (int threads : new int[] {2, 3, 4, 7}) {
      assertThat(train(new Dl4jEngine(kernels, threads), spec))
          .as("%d threads", threads)
          .isEqualTo(alone);
    }
  }

  /** Returns losses, the state, and answers about unseen images. */
  private static List<Object> train(Dl4jEngine engine, NetworkSpec spec) {
    List<Object> results = new ArrayList<>();
    try (Learner learner = engine.open(spec, NetworkState.initial(spec))) {
      for (int step = 0; step < 6; step++) {
        // The last batch of an epoch is smaller, and a later one may be larger than all before.
        Batch batch = EngineSamples.weighted(spec, step % 2 == 0 ? 9 : 22, step);
        results.add(learner.fit(batch, 1e-3));
      }
      results.add(learner.state());
      for (float answer : learner.classify(EngineSamples.noise(spec, 75, 99))) {
        results.add(answer);
      }
    }
    return results;
  }
}
