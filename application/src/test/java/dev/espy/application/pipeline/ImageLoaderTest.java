package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.port.DataSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImageLoaderTest {

  private static final Shape SHAPE = new Shape(1, 2, 2);
  private static final Image IMAGE = new Image(SHAPE, new byte[4]);

  @Test
  void whateverAnImageFailsWithIsItsReason() {
    List<DecodeResult> readings =
        read(
            () -> {
              throw new ArithmeticException("/ by zero");
            });
    assertThat(readings.get(0)).isEqualTo(IMAGE);
    assertThat(readings.get(1))
        .isEqualTo(
            new Unreadable("b", 3, "cannot be decoded: java.lang.ArithmeticException: / by zero"));
    assertThat(readings.get(2)).isEqualTo(IMAGE);
    assertThat(read(ImageLoaderTest::endlessly).get(1)).isInstanceOf(Unreadable.class);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static DecodeResult endlessly() {
    return endlessly();
  }

  @Test
  void whatIsNoFaultOfTheImageEndsTheReading() {
    StorageException interrupted = new StorageException("interrupted");
    assertThatThrownBy(
            () ->
                read(
                    () -> {
                      throw interrupted;
                    }))
        .isSameAs(interrupted);
  }

  @Test
  void chunksThatFillTheMemoryAreReadOneAfterTheOther() {
    // as chunks of so many would be far more than the heap, even if each has few
    int many = Integer.MAX_VALUE;
    try (DataSet data = new Failing(() -> IMAGE);
        ImageLoader reading =
            new ImageLoader(data, data.samples().iterator(), SHAPE, many, RunControl.silent())) {
      assertThat(reading.next().results()).containsExactly(IMAGE, IMAGE, IMAGE);
      assertThat(reading.hasNext()).isFalse();
    }
  }

  private static List<DecodeResult> read(Supplier<DecodeResult> second) {
    try (DataSet data = new Failing(second);
        ImageLoader reading =
            new ImageLoader(data, data.samples().iterator(), SHAPE, 3, RunControl.silent())) {
      return reading.next().results();
    }
  }

  /** Three images, the second of which is another matter. */
  private record Failing(Supplier<DecodeResult> second) implements DataSet {

    private static final InMemoryDataSet ALL =
        new InMemoryDataSet("data.csv")
            .add("a", null, IMAGE)
            .add("b", null, IMAGE)
            .add("c", null, IMAGE);

    @Override
    public String name() {
      return ALL.name();
    }

    @Override
    public String idName() {
      return ALL.idName();
    }

    @Override
    public int size() {
      return ALL.size();
    }

    @Override
    public Stream<Sample> samples() {
      return ALL.samples();
    }

    @Override
    public DecodeResult read(Sample sample, Shape atLeast) {
      return sample.id().equals("b") ? second.get() : ALL.read(sample, atLeast);
    }

    @Override
    public void close() {}
  }

  @Test
  void takesSamplesOnlyAFewChunksAhead() {
    AtomicInteger taken = new AtomicInteger();
    Iterator<Sample> endless =
        Stream.generate(() -> new Sample("a", null, 2))
            .peek(sample -> taken.incrementAndGet())
            .iterator();
    try (DataSet data = new Failing(() -> IMAGE);
        ImageLoader reading = new ImageLoader(data, endless, SHAPE, 10, control(3))) {
      for (int i = 0; i < 5; i++) {
        assertThat(reading.next().samples()).hasSize(10);
      }
    }
    int ahead = 2 * 3;
    assertThat(taken.get()).isLessThanOrEqualTo(10 * (5 + ahead) + 1);
  }

  private static RunControl control(int threads) {
    return new RunControl(new Recorder(), () -> false, System::nanoTime, threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readsOnTheGivenNumberOfThreads(int threads) {
    InMemoryDataSet images = new InMemoryDataSet("data.csv");
    IntStream.range(0, 12).forEach(i -> images.add("" + i, null, IMAGE));
    MeetingDataSet data = new MeetingDataSet(images, threads);
    List<Sample> samples = new ArrayList<>();
    try (ImageLoader reading =
        new ImageLoader(data, data.samples().iterator(), SHAPE, 1, control(threads))) {
      reading.forEachRemaining(chunk -> samples.addAll(chunk.samples()));
    }
    assertThat(samples).isEqualTo(images.samples().toList());
    assertThat(data.used()).hasSize(threads);
  }
}
