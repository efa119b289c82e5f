package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DistinctImagesTest {

  private static final Image IMAGE = new Image(new Shape(1, 1, 1), new byte[1]);

  /** Each image is in two rows, which are far apart. */
  private static InMemoryDataSet twice(int rows) {
    InMemoryDataSet data = new InMemoryDataSet("data.csv");
    IntStream.range(0, rows).forEach(i -> data.add("" + i % (rows / 2), null, IMAGE));
    return data;
  }

  private static RunControl control(int threads) {
    return new RunControl(new Recorder(), () -> false, System::nanoTime, threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void asksForKeysOnTheGivenNumberOfThreads(int threads) {
    int rows = 6 * 256;
    MeetingDataSet data = new MeetingDataSet(twice(rows), threads);

    DistinctImages images =
        DistinctImages.of(
            IndexedDataSet.of(data), IntStream.range(0, rows).toArray(), control(threads));

    assertThat(data.used()).hasSize(threads);
    assertThat(images.count()).isEqualTo(rows / 2);
    assertThat(IntStream.range(0, rows).map(images::image))
        .containsExactlyElementsOf(
            IntStream.range(0, rows).map(i -> i % (rows / 2)).boxed().toList());
  }

  @Test
  void afterACancellationTheRestIsTakenForDistinct() {
    int rows = 1000;

    DistinctImages images =
        DistinctImages.of(
            IndexedDataSet.of(twice(rows)),
            IntStream.range(0, rows).toArray(),
            new RunControl(new Recorder(), () -> true, System::nanoTime, 2));

    assertThat(images.rows()).isEqualTo(rows);
    assertThat(images.count()).isEqualTo(rows);
  }
}
