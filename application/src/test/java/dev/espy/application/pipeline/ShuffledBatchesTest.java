package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.fake.InMemoryDataSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffledBatchesTest {

  private static final Shape SHAPE = new Shape(1, 6, 6);
  private static final int COUNT = 50;
  private static final Augmentation ALL =
      Augmentation.parse("shift,rotate,scale,flip,brightness-contrast,erase,mixup,cutmix");

  @TempDir private Path scratch;

  private final int[] positions = IntStream.range(0, COUNT).map(i -> i % 3).toArray();
  private PackedImages images;

  /** Image i begins with i, and its other pixels are all different. */
  @BeforeEach
  void read() {
    InMemoryDataSet data = new InMemoryDataSet("data");
    for (int i = 0; i < COUNT; i++) {
      byte[] pixels = new byte[SHAPE.size()];
      for (int at = 0; at < pixels.length; at++) {
        pixels[at] = (byte) (i + 5 * at);
      }
      data.add("" + i, new Label("any"), new Image(SHAPE, pixels));
    }
    images =
        PackedImages.read(
            IndexedDataSet.of(data),
            IntStream.range(0, COUNT).toArray(),
            SHAPE,
            new PackedImages.Storage(1 << 20, scratch),
            RunControl.of(new Recorder()));
  }

  private ShuffledBatches epochs(Augmentation augmentation, long seed) {
    return new ShuffledBatches(images, Targets.plain(positions, 3), augmentation, 16, seed);
  }

  private static RunControl on(int threads) {
    return new RunControl(new Recorder(), () -> false, System::nanoTime, threads);
  }

  private static List<Batch> batches(ShuffledBatches epochs, int number, int threads) {
    List<Batch> all = new ArrayList<>();
    try (ShuffledBatches.Batches batches = epochs.start(number, on(threads))) {
      batches.forEachRemaining(all::add);
    }
    return all;
  }

  private static List<Byte> pixels(List<Batch> batches) {
    List<Byte> all = new ArrayList<>();
    for (Batch batch : batches) {
      for (byte pixel : batch.pixels()) {
        all.add(pixel);
      }
    }
    return all;
  }

  private static List<Float> targets(List<Batch> batches) {
    List<Float> all = new ArrayList<>();
    for (Batch batch : batches) {
      for (float target : batch.targets()) {
        all.add(target);
      }
    }
    return all;
  }

  @Test
  void anEpochHasEveryImageOnceWithItsTargetInAnOrderOfItsOwn() {
    int[] first = order(epochs(Augmentation.NONE, 7), 1);
    assertThat(first).isEqualTo(order(epochs(Augmentation.NONE, 7), 1));
    assertThat(first).isNotEqualTo(order(epochs(Augmentation.NONE, 7), 2));
    assertThat(first).isNotEqualTo(order(epochs(Augmentation.NONE, 8), 1));
  }

  /** Returns the images of an epoch in their order, after checking that each is there once. */
  private static int[] order(ShuffledBatches epochs, int number) {
    Set<Integer> seen = new HashSet<>();
    IntStream.Builder order = IntStream.builder();
    try (ShuffledBatches.Batches batches = epochs.start(number, on(2))) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        assertThat(batch.size()).isIn(16, 2);
        for (int i = 0; i < batch.size(); i++) {
          int image = batch.pixels()[i * SHAPE.size()];
          float[] expected = new float[3];
          expected[image % 3] = 1;
          assertThat(Arrays.copyOfRange(batch.targets(), i * 3, i * 3 + 3)).isEqualTo(expected);
          assertThat(seen.add(image)).isTrue();
          order.add(image);
        }
      }
    }
    assertThat(seen).hasSize(COUNT);
    return order.build().toArray();
  }

  @Test
  void threadsDoNotMatter() {
    List<Batch> one = batches(epochs(ALL, 7), 3, 1);
    List<Batch> four = batches(epochs(ALL, 7), 3, 4);
    assertThat(pixels(four)).isEqualTo(pixels(one));
    assertThat(targets(four)).isEqualTo(targets(one));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void madeOnTheGivenNumberOfThreads(int threads) throws InterruptedException {
    ThreadGroup group = new ThreadGroup("epoch");
    AtomicInteger background = new AtomicInteger();
    // A new thread belongs to the group of the thread that creates it.
    Thread caller =
        new Thread(
            group,
            () -> {
              try (ShuffledBatches.Batches batches = epochs(ALL, 7).start(1, on(threads))) {
                assertThat(batches.hasNext()).isTrue();
                background.set(group.activeCount() - 1);
              }
            });
    caller.start();
    caller.join();
    assertThat(background).hasValue(threads);
  }

  @Test
  void anEpochNeedsNoEpochBeforeIt() {
    ShuffledBatches running = epochs(ALL, 7);
    List<Batch> first = batches(running, 1, 2);
    List<Batch> second = batches(running, 2, 2);
    List<Batch> resumed = batches(epochs(ALL, 7), 2, 2);
    assertThat(pixels(resumed)).isEqualTo(pixels(second)).isNotEqualTo(pixels(first));
    assertThat(targets(resumed)).isEqualTo(targets(second));
    assertThat(pixels(batches(epochs(ALL, 8), 2, 2))).isNotEqualTo(pixels(second));
  }

  @Test
  void whatIsDoneToAnImageDependsOnTheImageNotOnItsBatch() {
    Augmentation flip = Augmentation.parse("flip");
    ShuffledBatches small = new ShuffledBatches(images, Targets.plain(positions, 3), flip, 1, 7);
    ShuffledBatches large =
        new ShuffledBatches(images, Targets.plain(positions, 3), flip, COUNT, 7);
    assertThat(pixels(batches(small, 1, 1))).isEqualTo(pixels(batches(large, 1, 1)));
  }

  @Test
  void everyImageIsFlippedInHalfOfTheEpochsOfAnySeed() {
    int[] flips = new int[COUNT];
    int all = 0;
    for (int number = 1; number <= 200; number++) {
      for (Batch batch : batches(epochs(Augmentation.parse("flip"), number % 4), number, 1)) {
        for (int i = 0; i < batch.size(); i++) {
          byte left = batch.pixels()[i * 36];
          byte right = batch.pixels()[i * 36 + 5];
          boolean flipped = left > right;
          flips[flipped ? right : left] += flipped ? 1 : 0;
          all += flipped ? 1 : 0;
        }
      }
    }
    assertThat(all / (200.0 * COUNT)).isCloseTo(0.5, within(0.02));
    assertThat(Arrays.stream(flips).boxed()).allMatch(count -> count >= 70 && count <= 130);
  }

  @Test
  void theImagesThatAreKeptDoNotChange() {
    byte[] before = images.batch(0, COUNT).pixels();
    batches(epochs(ALL, 7), 1, 2);
    assertThat(images.batch(0, COUNT).pixels()).isEqualTo(before);
  }

  @Test
  void mixedTargetsStillAddUpToTheWeights() {
    Targets targets = new Targets(positions, new float[] {1, 2, 3}, 0.1);
    double sum = 0;
    for (Batch batch : batches(new ShuffledBatches(images, targets, ALL, 16, 7), 1, 2)) {
      for (float target : batch.targets()) {
        sum += target;
      }
    }
    double weights = 0;
    for (int position : positions) {
      weights += 1 + position;
    }
    assertThat(sum).isCloseTo(weights, within(1e-3));
  }
}
