package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicroBatchesTest {

  @Test
  void divideABatchEvenly() {
    assertThat(sizes(MicroBatches.of(128, 16))).hasSize(8).containsOnly(16);
    assertThat(sizes(MicroBatches.of(33, 16))).containsExactly(11, 11, 11);
    assertThat(sizes(MicroBatches.of(17, 16))).containsExactly(8, 9);
    assertThat(sizes(MicroBatches.of(3, 1))).containsExactly(1, 1, 1);
  }

  @Test
  void areOneThatIsTheBatchIfItIsSmall() {
    assertThat(sizes(MicroBatches.of(16, 16))).containsExactly(16);
    assertThat(sizes(MicroBatches.of(1, 16))).containsExactly(1);
    assertThat(sizes(MicroBatches.of(16, Integer.MAX_VALUE))).containsExactly(16);
  }

  @Test
  void containEveryImageOnce() {
    for (int images = 1; images <= 70; images++) {
      for (int largest = 1; largest <= 75; largest++) {
        MicroBatches parts = MicroBatches.of(images, largest);
        List<Integer> sizes = sizes(parts);
        int most = largest;

        assertThat(parts.start(0)).isZero();
        assertThat(parts.start(parts.count())).isEqualTo(images);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(images);
        int smallest = images / parts.count();
        assertThat(sizes).allMatch(size -> size == smallest || size == smallest + 1);
        assertThat(sizes).allMatch(size -> size >= 1 && size <= most);
        // One fewer would be too large.
        assertThat((parts.count() - 1) * largest).isLessThan(images);
      }
    }
  }

  @Test
  void haveRightBoundsInTheLargestBatch() {
    int images = Integer.MAX_VALUE;
    MicroBatches parts = MicroBatches.of(images, 16);

    assertThat(parts.start(parts.count() - 1)).isEqualTo(images - 16);
    assertThat(parts.start(parts.count())).isEqualTo(images);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "1,2", "5,-1", "-1,-1"})
  void areFromOneToTheNumberOfImages(int images, int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MicroBatches(images, count))
        .withMessage("%d micro-batches of %d images", count, images);
  }

  private static List<Integer> sizes(MicroBatches parts) {
    return IntStream.range(0, parts.count()).mapToObj(parts::size).toList();
  }
}
