package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.recipe.Colour;
import dev.espy.domain.recipe.ImageSize;
import dev.espy.domain.recipe.Recipe;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputProbeTest {

  private static final ImageSize SIZE = new ImageSize(9, 8);

  private static Recipe.Input input(@Nullable ImageSize size, Colour colour) {
    return new Recipe.Input(size, colour);
  }

  private final InMemoryDataSet data = new InMemoryDataSet("data.csv");

  private void add(int channels, int height, int width, int... firstPixel) {
    Shape shape = new Shape(channels, height, width);
    byte[] pixels = new byte[shape.size()];
    for (int channel = 0; channel < firstPixel.length; channel++) {
      Arrays.fill(
          pixels,
          channel * height * width,
          channel * height * width + 1,
          (byte) firstPixel[channel]);
    }
    data.add("image", null, new Image(shape, pixels));
  }

  private Shape choose() {
    return InputProbe.choose(IndexedDataSet.of(data), all(), input(null, Colour.AUTO), 2);
  }

  private int[] all() {
    return IntStream.range(0, data.size()).toArray();
  }

  @Test
  void takesTheMedianSizeOfSmallImages() {
    add(1, 10, 20);
    add(1, 12, 24);
    add(1, 1000, 2000);
    assertThat(choose()).isEqualTo(new Shape(1, 12, 24));
  }

  @Test
  void makesLargeImagesSmallerInProportion() {
    add(1, 480, 640);
    assertThat(choose()).isEqualTo(new Shape(1, 48, 64));
  }

  @Test
  void colourThatIsOnlyGreyIsGrey() {
    add(3, 4, 4, 7, 7, 7);
    assertThat(choose().channels()).isEqualTo(1);
    add(3, 4, 4, 7, 7, 8);
    assertThat(choose().channels()).isEqualTo(3);
  }

  @Test
  void whatIsAskedForGoesFirst() {
    add(3, 4, 4, 1, 2, 3);
    assertThat(InputProbe.choose(IndexedDataSet.of(data), all(), input(SIZE, Colour.GREY), 2))
        .isEqualTo(new Shape(1, 8, 9));
    assertThat(InputProbe.choose(IndexedDataSet.of(data), all(), input(SIZE, Colour.AUTO), 2))
        .isEqualTo(new Shape(3, 8, 9));
    assertThat(InputProbe.choose(IndexedDataSet.of(data), all(), input(null, Colour.GREY), 2))
        .isEqualTo(new Shape(1, 4, 4));
  }

  @Test
  void saysWhyNothingCanBeRead() {
    data.addUnreadable("a", null, "no such file: a.png");
    assertThatThrownBy(this::choose)
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("data.csv")
        .hasMessageContaining("row 2")
        .hasMessageContaining("no such file: a.png");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Timeout(60)
  void readsOnTheGivenNumberOfThreads(int threads) {
    for (int i = 0; i < 12; i++) {
      add(1, 5 + i % 2, 6);
    }
    MeetingDataSet meeting = new MeetingDataSet(data, threads);
    Shape shape =
        InputProbe.choose(IndexedDataSet.of(meeting), all(), input(null, Colour.AUTO), threads);
    assertThat(shape).isEqualTo(new Shape(1, 6, 6));
    // The images are small, so there is a second look at more of them, by other threads.
    assertThat(meeting.used()).hasSize(2 * threads);
  }

  @Test
  void someUnreadableImagesDoNotMatter() {
    data.addUnreadable("a", null, "no such file");
    add(1, 5, 6);
    assertThat(choose()).isEqualTo(new Shape(1, 5, 6));
  }
}
