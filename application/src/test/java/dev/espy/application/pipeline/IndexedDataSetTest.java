package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexedDataSetTest {

  private static final Image IMAGE = new Image(new Shape(1, 1, 1), new byte[] {7});

  private static InMemoryDataSet data(int count) {
    InMemoryDataSet data = new InMemoryDataSet("data.csv");
    for (int i = 0; i < count; i++) {
      data.add(
          i % 5 == 0 ? "" : "犬 %d.png".formatted(i),
          i % 3 == 0 ? null : new Label("label " + i % 7),
          IMAGE);
    }
    return data;
  }

  @Test
  void givesTheSamplesOfTheDataSet() {
    InMemoryDataSet data = data(10_000);
    IndexedDataSet indexed = IndexedDataSet.of(data);
    List<Sample> samples = data.samples().toList();

    assertThat(indexed.size()).isEqualTo(10_000);
    assertThat(indexed.name()).isEqualTo("data.csv");
    for (int i : new int[] {9_999, 0, 1, 4095, 4096, 8191, 8192}) {
      assertThat(indexed.sample(i)).isEqualTo(samples.get(i));
      assertThat(indexed.label(i)).isEqualTo(samples.get(i).truth());
    }
    assertThat(IntStream.range(0, 10_000).mapToObj(indexed::sample)).isEqualTo(samples);
  }

  @Test
  void listsTheLabelledSamples() {
    assertThat(IndexedDataSet.of(data(7)).labelled()).containsExactly(1, 2, 4, 5);
    assertThat(IndexedDataSet.of(data(1)).labelled()).isEmpty();
  }

  @Test
  void keepsEachLabelOnce() {
    IndexedDataSet indexed = IndexedDataSet.of(data(100));
    assertThat(indexed.label(1)).isPresent().get().isSameAs(indexed.label(8).orElseThrow());
  }

  @Test
  void readsAWholeNumberOfChunks() {
    assertThat(IndexedDataSet.of(data(4096)).size()).isEqualTo(4096);
    assertThat(IndexedDataSet.of(data(4097)).sample(4096).row()).isEqualTo(4098);
  }

  @Test
  void refusesSamplesThatTakeMoreThanTheirShareOfTheHeap() {
    InMemoryDataSet rows = data(1000);
    assertThat(IndexedDataSet.of(rows, new HeapShare(50_000)).size()).isEqualTo(1000);
    assertThatThrownBy(() -> IndexedDataSet.of(rows, new HeapShare(20_000)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll(
            "data.csv has too many rows, or too long names",
            "7 different labels",
            "give Java a heap of");

    InMemoryDataSet names = new InMemoryDataSet("names.csv").add("x".repeat(60_000), null, IMAGE);
    assertThatThrownBy(() -> IndexedDataSet.of(names, new HeapShare(50_000)))
        .hasMessageContaining("names.csv has too many rows, or too long names");

    InMemoryDataSet labels = new InMemoryDataSet("labels.csv");
    IntStream.range(0, 400).forEach(i -> labels.add("a", new Label("label " + i), IMAGE));
    assertThatThrownBy(() -> IndexedDataSet.of(labels, new HeapShare(40_000)))
        .hasMessageContaining("labels.csv has too many rows, or too long names");
  }
}
