package dev.espy.domain.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidentLearningTest {

  @Test
  void findsSuspectsAsByHand() {
    ConfidentLearning learning = new ConfidentLearning(3);
    float[] probabilities = {
      0.75f, 0.25f, 0, // given 0
      0.25f, 0.5f, 0.25f, // given 0, suspected to be 1
      0.5f, 0.5f, 0, // given 1
      0.25f, 0.25f, 0.5f, // given 1, but 2 has no image
      1, 0, 0, // given 1, suspected to be 0
    };
    // Thresholds: 0.5 for label 0, and 0.25 for label 1.
    learning.add(10, 0, probabilities, 0);
    learning.add(11, 0, probabilities, 1);
    learning.add(12, 1, probabilities, 2);
    learning.add(13, 1, probabilities, 3);
    learning.add(14, 1, probabilities, 4);

    assertThat(learning.suspects())
        .containsExactly(
            new Suspect(14, 1, 0, 0, 1),
            new Suspect(11, 0, 1, 0.25, 0.5),
            // Of equal probabilities the first counts.
            new Suspect(12, 1, 0, 0.5, 0.5));
  }

  @Test
  void theMostProbableLabelIsNoConfidentOneBelowItsThreshold() {
    ConfidentLearning learning = new ConfidentLearning(2);
    learning.add(0, 0, new float[] {0.875f, 0.125f}, 0);
    // Label 0 is more probable, but for label 0 this is little.
    learning.add(1, 1, new float[] {0.625f, 0.375f}, 0);

    assertThat(learning.suspects()).isEmpty();
  }

  @Test
  void aLabelBelowTheMostProbableOneMayBeTheConfidentOne() {
    ConfidentLearning learning = new ConfidentLearning(2);
    learning.add(0, 0, new float[] {1, 0}, 0);
    learning.add(1, 1, new float[] {0.625f, 0.375f}, 0);
    // The thresholds are 0.8125 and 0.375.
    learning.add(2, 0, new float[] {0.625f, 0.375f}, 0);

    assertThat(learning.suspects()).containsExactly(new Suspect(2, 0, 1, 0.625, 0.375));
  }

  @Test
  void imagesWithUnknownLabelsAreIgnored() {
    ConfidentLearning learning = new ConfidentLearning(2);
    learning.add(0, 0, new float[] {0.5f, 0.5f}, 0);
    learning.add(1, 1, new float[] {0.5f, 0.5f}, 0);
    learning.add(2, -1, new float[] {0, 1}, 0);

    assertThat(learning.suspects()).extracting(Suspect::sample).containsExactly(1);
  }

  @Test
  void withoutImagesOrWithOneImageForEachLabelThereIsNoSuspect() {
    assertThat(new ConfidentLearning(3).suspects()).isEmpty();
    ConfidentLearning learning = new ConfidentLearning(3);
    for (int label = 0; label < 3; label++) {
      float[] probabilities = {0.1f, 0.1f, 0.1f};
      probabilities[label] = 0.8f;
      learning.add(label, label, probabilities, 0);
    }

    assertThat(learning.suspects()).isEmpty();
  }

  @Test
  void oneLabelHasNoSuspect() {
    ConfidentLearning learning = new ConfidentLearning(1);
    learning.add(0, 0, new float[] {1}, 0);

    assertThat(learning.suspects()).isEmpty();
  }

  @Test
  void equalMarginsKeepTheOrder() {
    ConfidentLearning learning = new ConfidentLearning(2);
    learning.add(3, 0, new float[] {1, 0}, 0);
    learning.add(9, 1, new float[] {1, 0}, 0);
    learning.add(4, 1, new float[] {1, 0}, 0);

    assertThat(learning.suspects()).extracting(Suspect::sample).containsExactly(9, 4);
  }

  @Test
  void numbersThatAreNoneAreNoSuspects() {
    ConfidentLearning learning = new ConfidentLearning(6);
    float[] none = new float[6];
    Arrays.fill(none, Float.NaN);
    learning.add(0, 0, none, 0);

    assertThat(learning.suspects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 40})
  void agreesWithTheDefinition(int labels) {
    Random random = new Random(labels);
    int images = 10_000;
    int[] given = random.ints(images, 0, labels).toArray();
    float[] probabilities = new float[images * labels];
    for (int image = 0; image < images; image++) {
      probabilities[image * labels + random.nextInt(labels)] = random.nextInt(8);
      probabilities[image * labels + given[image]] += random.nextInt(16);
      float sum = 0;
      for (int label = 0; label < labels; label++) {
        // 40 labels have few values, so that many are equal.
        probabilities[image * labels + label] += random.nextInt(3) == 0 ? 0.125f : 0;
        sum += probabilities[image * labels + label];
      }
      for (int label = 0; label < labels; label++) {
        probabilities[image * labels + label] /= Math.max(sum, 1);
      }
    }
    ConfidentLearning learning = new ConfidentLearning(labels);
    for (int image = 0; image < images; image++) {
      learning.add(image, given[image], probabilities, image);
    }

    List<Suspect> expected = definition(labels, given, probabilities);
    assertThat(expected).isNotEmpty();
    assertThat(learning.suspects()).isEqualTo(expected);
  }

  /** Confident learning without any bound on memory, except that only five labels count. */
  private static List<Suspect> definition(int labels, int[] given, float[] probabilities) {
    double[] thresholds = new double[labels];
    for (int label = 0; label < labels; label++) {
      int wanted = label;
      thresholds[label] =
          IntStream.range(0, given.length)
              .filter(image -> given[image] == wanted)
              .mapToDouble(image -> probabilities[image * labels + wanted])
              .average()
              .orElse(2);
    }
    List<Suspect> suspects = new ArrayList<>();
    for (int image = 0; image < given.length; image++) {
      int from = image * labels;
      IntStream.range(0, labels)
          .boxed()
          .sorted(Comparator.comparingDouble(label -> -probabilities[from + label]))
          .limit(5)
          .filter(label -> probabilities[from + label] >= thresholds[label])
          .findFirst()
          .filter(label -> label != given[from / labels])
          .ifPresent(
              label ->
                  suspects.add(
                      new Suspect(
                          from / labels,
                          given[from / labels],
                          label,
                          probabilities[from + given[from / labels]],
                          probabilities[from + label])));
    }
    suspects.sort(Comparator.comparingDouble(Suspect::margin));
    return suspects;
  }
}
