package dev.espy.application.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifyingPassTest {

  private final List<Integer> batches = new ArrayList<>();
  private final List<Integer> classified = new ArrayList<>();

  /** Classifies five images of two rows, however many pixels each has. */
  private void classify(int width, int batchSize) {
    Shape input = new Shape(3, 2, width);
    InMemoryDataSet data = new InMemoryDataSet("data");
    for (int i = 0; i < 5; i++) {
      data.add(i + ".png", null, new Image(input, new byte[input.size()]));
    }
    Classifier classifier =
        new Classifier() {
          @Override
          public float[] classify(Batch batch) {
            batches.add(batch.size());
            return new float[batch.size() * 2];
          }

          @Override
          public void close() {}
        };
    ClassifyingPass.run(
        classifier,
        Network.of(new Architecture(List.of()), input, 2),
        data,
        new int[] {0, 1, 2, 3, 4},
        batchSize,
        new Recorder(),
        () -> false,
        new ClassifyingPass.Sink() {
          @Override
          public void classified(int sample, float[] probabilities, int image) {
            classified.add(sample);
          }

          @Override
          public void unreadable(int sample, Unreadable unreadable) {}
        });
  }

  @Test
  void takesAsManyImagesAtOnceAsIsWanted() {
    classify(10, 4);
    assertThat(batches).containsExactly(4, 1);
    assertThat(classified).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void takesFewerOfLargeImages() {
    classify(2_500_000, 256);
    assertThat(batches).containsExactly(2, 2, 1);
    assertThat(classified).containsExactly(0, 1, 2, 3, 4);
  }
}
