package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedImagesTest {

  private static final Shape SHAPE = Pictures.SHAPE;

  @TempDir private Path scratch;

  private PackedImages read(InMemoryDataSet data, Shape shape, int... samples) {
    return PackedImages.read(
        IndexedDataSet.of(data),
        samples,
        shape,
        new PackedImages.Storage(1000, scratch),
        RunControl.of(new Recorder()));
  }

  @Test
  void keepsReadableImagesInOrderAndSaysWhichAreNot() {
    InMemoryDataSet data = new InMemoryDataSet("data");
    data.add("a", null, Pictures.half(true, 1));
    data.addUnreadable("b", null, "no such file");
    data.add("c", null, Pictures.half(false, 2));
    PackedImages images = read(data, SHAPE, 2, 1, 0);
    assertThat(images.size()).isEqualTo(2);
    assertThat(images.sample(0)).isEqualTo(2);
    assertThat(images.sample(1)).isZero();
    assertThat(images.unreadable()).containsOnlyKeys(1);
    Batch batch = images.batch(0, 2);
    byte[] expected = new byte[2 * SHAPE.size()];
    System.arraycopy(Pictures.half(false, 2).pixels(), 0, expected, 0, SHAPE.size());
    System.arraycopy(Pictures.half(true, 1).pixels(), 0, expected, SHAPE.size(), SHAPE.size());
    assertThat(batch.pixels()).isEqualTo(expected);
  }

  @Test
  void bringsEveryImageToTheShape() {
    InMemoryDataSet data = new InMemoryDataSet("data");
    data.add("large", null, new Image(new Shape(3, 20, 30), new byte[1800]));
    data.add("small", null, new Image(new Shape(1, 2, 1), new byte[2]));
    PackedImages images = read(data, new Shape(3, 4, 5), 0, 1);
    assertThat(images.batch(0, 2).pixels()).hasSize(2 * 60);
  }

  @Test
  void stopsReadingWhenCancelled() {
    PackedImages images =
        PackedImages.read(
            IndexedDataSet.of(Pictures.halves("data", 10)),
            IntStream.range(0, 10).toArray(),
            SHAPE,
            new PackedImages.Storage(1000, scratch),
            new RunControl(new Recorder(), () -> true, System::nanoTime));
    assertThat(images.size()).isZero();
  }

  @Test
  void largeImagesAreCopiedFewAtOnce() {
    InMemoryDataSet data = new InMemoryDataSet("data");
    data.add("a", null, new Image(SHAPE, new byte[SHAPE.size()]));
    assertThat(read(data, SHAPE, 0).chunk()).isEqualTo(64);
    assertThat(read(data, new Shape(3, 1024, 1024), 0).chunk()).isEqualTo(5);
    assertThat(read(data, new Shape(3, 4096, 1500), 0).chunk()).isEqualTo(1);
  }

  @Test
  void beyondTheBudgetTheyTakeNoMemory() {
    InMemoryDataSet data = Pictures.halves("data", 60);
    assertThat(read(data, SHAPE, 0, 1).bytesInMemory()).isEqualTo(2L * SHAPE.size());
    PackedImages many = read(data, SHAPE, IntStream.range(0, 60).toArray());
    assertThat(many.bytesInMemory()).isZero();
    assertThat(many.batch(7, 8).pixels()).isEqualTo(Pictures.half(false, 7).pixels());
  }

  @Test
  void someOfThemShareThePixelsOfAll() {
    for (int count : new int[] {10, 60}) { // in memory, and in a file
      PackedImages all =
          read(Pictures.halves("data", 60), SHAPE, IntStream.range(60 - count, 60).toArray());

      PackedImages some = all.select(new int[] {9, 3, 4}).select(new int[] {2, 0});

      int first = 60 - count;
      assertThat(some.size()).isEqualTo(2);
      assertThat(some.unreadable()).isEmpty();
      assertThat(some.sample(0)).isEqualTo(first + 4);
      assertThat(some.batch(new int[] {1}).pixels())
          .isEqualTo(Pictures.half(false, first + 9).pixels());
      assertThat(some.batch(0, 1).pixels()).isEqualTo(Pictures.half(true, first + 4).pixels());
      assertThat(all.select(new int[0]).size()).isZero();
    }
  }
}
