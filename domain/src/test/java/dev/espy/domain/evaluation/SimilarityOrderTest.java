package dev.espy.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarityOrderTest {

  private static List<Integer> order(int[][] counts) {
    List<ConfusionMatrix.Pair> pairs = new ArrayList<>();
    for (int truth = 0; truth < counts.length; truth++) {
      for (int answer = 0; answer < counts.length; answer++) {
        if (counts[truth][answer] > 0) {
          pairs.add(new ConfusionMatrix.Pair(truth, answer, counts[truth][answer]));
        }
      }
    }
    Labels labels =
        new Labels(
            IntStream.range(0, counts.length).mapToObj(i -> new Label("label " + i)).toList());
    return SimilarityOrder.of(new ConfusionMatrix(labels, pairs));
  }

  @Test
  void labelsWithoutConfusionKeepTheirOrder() {
    assertThat(order(new int[][] {{5, 0, 0}, {0, 5, 0}, {0, 0, 0}})).containsExactly(0, 1, 2);
  }

  @Test
  void confusedLabelsStandBesideEachOther() {
    assertThat(
            order(
                new int[][] {
                  {8, 0, 0, 2},
                  {0, 9, 1, 0},
                  {0, 0, 10, 0},
                  {0, 0, 0, 10}
                }))
        .containsExactly(0, 3, 1, 2);
  }

  @Test
  void chainsAreJoinedAtTheEndsThatAreConfusedMost() {
    assertThat(
            order(
                new int[][] {
                  {50, 0, 40, 0},
                  {0, 60, 0, 35},
                  {0, 0, 70, 20},
                  {9, 0, 0, 80}
                }))
        .containsExactly(0, 2, 3, 1);
  }

  @Test
  void aRateIsRelativeToTheImagesOfTheLabel() {
    // 30 of 3,000 are fewer than 2 of 10.
    assertThat(order(new int[][] {{2970, 30, 0}, {0, 100, 0}, {0, 2, 8}})).containsExactly(0, 1, 2);
    assertThat(order(new int[][] {{2970, 30, 0}, {30, 2970, 0}, {2, 0, 8}}))
        .containsExactly(1, 0, 2);
  }

  @Test
  void everyLabelOccursOnce() {
    int[][] counts = new int[40][40];
    for (int truth = 0; truth < 40; truth++) {
      for (int answer = 0; answer < 40; answer++) {
        counts[truth][answer] = truth * 7 % (answer + 3);
      }
    }
    assertThat(order(counts))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList());
  }
}
