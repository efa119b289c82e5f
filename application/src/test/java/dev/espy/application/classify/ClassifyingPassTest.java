package dev.espy.application.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ClassifyingPassTest {

  private final List<Integer> batches = new ArrayList<>();
  private final List<String> classified = new ArrayList<>();

  /** Classifies five images of two rows, whatever the number of pixels; true if all were. */
  private boolean classify(int width, int batchSize, BooleanSupplier cancelled) {
    Shape input = new Shape(3, 2, width);
    InMemoryDataSet data = new InMemoryDataSet("data");
    for (int i = 0; i < 5; i++) {
      data.add("" + i, null, new Image(input, new byte[input.size()]));
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
    ClassifyingPass pass =
        new ClassifyingPass(
            classifier, Network.of(new Architecture(List.of()), input, 2), data, batchSize);
    boolean finished =
        pass.run(
            data.samples().iterator(),
            new RunControl(new Recorder(), cancelled, System::nanoTime),
            new ClassifyingPass.Sink() {
              @Override
              public void classified(Sample sample, float[] probabilities, int image) {
                classified.add(sample.id());
              }

              @Override
              public void unreadable(Sample sample, Unreadable unreadable) {}
            });
    return finished;
  }

  @Test
  void takesAsManyImagesAtOnceAsIsWanted() {
    assertThat(classify(10, 4, () -> false)).isTrue();
    assertThat(batches).containsExactly(4, 1);
    assertThat(classified).containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void takesFewerOfLargeImages() {
    assertThat(classify(2_500_000, 256, () -> false)).isTrue();
    assertThat(batches).containsExactly(2, 2, 1);
    assertThat(classified).containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void skipsTheRestOnceItIsCancelled() {
    assertThat(classify(10, 2, () -> classified.size() == 4)).isFalse();
    assertThat(classified).containsExactly("0", "1", "2", "3");
  }

  @Test
  void isFinishedIfItIsCancelledAfterTheLastSample() {
    assertThat(classify(10, 5, () -> classified.size() == 5)).isTrue();
  }
}
