package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.RunControl;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {

  private static List<Sample> samples(Map<String, Integer> counts) {
    List<Sample> samples = new ArrayList<>();
    counts.forEach(
        (label, count) -> {
          for (int i = 0; i < count; i++) {
            samples.add(new Sample(label + i, new Label(label), samples.size() + 2));
          }
        });
    return samples;
  }

  private static StratifiedSplit split(List<Sample> samples, double share, long seed) {
    return StratifiedSplit.of(
        indexed(samples), IntStream.range(0, samples.size()).toArray(), share, seed);
  }

  private static Map<String, Long> counts(List<Sample> samples, int[] positions) {
    return Arrays.stream(positions)
        .mapToObj(i -> samples.get(i).truth().orElseThrow().name())
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }

  @Test
  void takesTheSameShareOfEveryLabel() {
    List<Sample> samples = samples(Map.of("a", 100, "b", 50, "c", 10));
    StratifiedSplit split = split(samples, 0.2, 1);
    assertThat(counts(samples, split.validation())).isEqualTo(Map.of("a", 20L, "b", 10L, "c", 2L));
    assertThat(counts(samples, split.training())).isEqualTo(Map.of("a", 80L, "b", 40L, "c", 8L));
  }

  @Test
  void everySampleIsOnOneSideOnly() {
    List<Sample> samples = samples(Map.of("a", 13, "b", 7, "c", 1));
    StratifiedSplit split = split(samples, 0.3, 1);
    assertThat(
            IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
                .sorted()
                .toArray())
        .isEqualTo(IntStream.range(0, 21).toArray());
  }

  @Test
  void roundsSoThatTheWholeShareIsRight() {
    List<Sample> samples = samples(Map.of("a", 3, "b", 3, "c", 3, "d", 3));
    assertThat(split(samples, 0.25, 1).validation()).hasSize(3);
  }

  @Test
  void everyLabelKeepsOneToLearnFrom() {
    List<Sample> samples = samples(Map.of("a", 1, "b", 2, "c", 20));
    StratifiedSplit split = split(samples, 0.9, 1);
    assertThat(counts(samples, split.training())).containsOnlyKeys("a", "b", "c");
    assertThat(counts(samples, split.validation())).doesNotContainKey("a");
  }

  @Test
  void dependsOnTheSeedAlone() {
    List<Sample> samples = samples(Map.of("a", 40, "b", 40));
    assertThat(split(samples, 0.5, 1).validation()).isEqualTo(split(samples, 0.5, 1).validation());
    assertThat(split(samples, 0.5, 1).validation())
        .isNotEqualTo(split(samples, 0.5, 2).validation());
  }

  @Test
  void aShareOfNothingTakesNothing() {
    List<Sample> samples = samples(Map.of("a", 4, "b", 4));
    assertThat(split(samples, 0, 1).validation()).isEmpty();
    assertThat(split(samples, 0, 1).training()).hasSize(8);
  }

  @Test
  void leavesOutWhatTakesNoPart() {
    List<Sample> samples = samples(Map.of("a", 10));
    StratifiedSplit split = StratifiedSplit.of(indexed(samples), new int[] {1, 3, 5, 7}, 0.5, 1);
    assertThat(split.training().length + split.validation().length).isEqualTo(4);
    assertThat(split.training()).containsAnyOf(1, 3, 5, 7).doesNotContain(0, 2, 4, 6, 8, 9);
  }

  /** The images of rows that are named by the file they show. */
  private static DistinctImages shown(List<Sample> samples) {
    return DistinctImages.of(
        indexed(samples), IntStream.range(0, samples.size()).toArray(), RunControl.silent());
  }

  private static IndexedDataSet indexed(List<Sample> samples) {
    InMemoryDataSet data = new InMemoryDataSet("train.csv");
    Image image = new Image(new Shape(1, 1, 1), new byte[1]);
    samples.forEach(sample -> data.add(sample.id(), sample.label(), image));
    return IndexedDataSet.of(data);
  }

  private static Sample row(String image, String label) {
    return new Sample(image, new Label(label), 2);
  }

  @Test
  void theDrawsAreWhatTheyAlwaysWere() {
    // Other positions would be another training of the same data, seed and settings.
    List<Sample> samples = samples(new TreeMap<>(Map.of("a", 13, "b", 7, "c", 5)));
    int[] apart = {2, 5, 12, 13, 20};
    assertThat(split(samples, 0.2, 7).validation()).isEqualTo(apart);
    assertThat(StratifiedSplit.of(indexed(samples), shown(samples), 0.2, 7).validation())
        .isEqualTo(apart);
  }

  @Test
  void rowsOfAnImageStayTogether() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (int copy = 0; copy <= i % 3; copy++) {
        samples.add(row("image" + i, i < 50 ? "a" : "b"));
      }
    }
    StratifiedSplit split = StratifiedSplit.of(indexed(samples), shown(samples), 0.2, 1);
    Map<String, Long> apart =
        Arrays.stream(split.validation())
            .mapToObj(samples::get)
            .distinct()
            .collect(
                Collectors.groupingBy(s -> s.truth().orElseThrow().name(), Collectors.counting()));
    assertThat(apart).isEqualTo(Map.of("a", 10L, "b", 10L));
    assertThat(Arrays.stream(split.training()).mapToObj(samples::get))
        .doesNotContainAnyElementsOf(
            Arrays.stream(split.validation()).mapToObj(samples::get).toList());
  }

  @Test
  void everyLabelKeepsAnImageThatIsNotItsAlone() {
    // Each image of 'rare' has another label, too, of which there are as few.
    for (int seed = 0; seed < 50; seed++) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        samples.add(row("shared" + i, "rare"));
        samples.add(row("shared" + i, "other" + i));
        samples.add(row("own" + i, "other" + i));
      }
      StratifiedSplit split = StratifiedSplit.of(indexed(samples), shown(samples), 0.6, seed);
      assertThat(counts(samples, split.training())).hasSize(4);
      assertThat(split.training().length + split.validation().length).isEqualTo(9);
    }
  }
}
