package dev.espy.application.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.report.NotableImages.Candidate;
import dev.espy.application.report.NotableImages.Selection;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Sample;
import dev.espy.domain.evaluation.Evaluator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotableImagesTest {

  private final Labels labels = labels(3);
  private final NotableImages images = new NotableImages(labels);
  private final Evaluator evaluator = new Evaluator(labels, Set.of(new Label("other")));
  private int added;

  private static Labels labels(int count) {
    return new Labels(IntStream.range(0, count).mapToObj(i -> new Label("label" + i)).toList());
  }

  /** Adds an image whose answer has a confidence; the other labels share the rest. */
  private void add(String truth, int answer, double confidence) {
    float[] probabilities = new float[labels.size()];
    for (int label = 0; label < probabilities.length; label++) {
      probabilities[label] =
          (float) (label == answer ? confidence : (1 - confidence) / (labels.size() - 1));
    }
    int number = added++;
    images.add(
        number,
        new Label(truth),
        probabilities,
        0,
        () -> new Sample("image" + number, new Label(truth), number + 2));
    evaluator.add(new Label(truth), probabilities, 0);
  }

  private Selection selection() {
    return images.selection(evaluator.evaluation().confusion());
  }

  private static List<String> names(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.sample().id()).toList();
  }

  @Test
  void mistakesAreSortedByConfidence() {
    add("label0", 1, 0.5);
    add("label0", 0, 0.99);
    add("label2", 1, 0.9);
    add("label1", 2, 0.7);
    assertThat(names(selection().mistakes())).containsExactly("image2", "image3", "image0");
  }

  @Test
  void theLeastSureAnswersMayBeRightOrWrong() {
    add("label0", 0, 0.8);
    add("label0", 1, 0.4);
    add("label1", 1, 0.5);
    assertThat(names(selection().leastSure())).containsExactly("image1", "image2", "image0");
  }

  @Test
  void typicalImagesAreTheSurestOfEachLabelInTurn() {
    add("label1", 1, 0.8);
    add("label1", 1, 0.9);
    add("label0", 0, 0.6);
    add("label0", 0, 0.5);
    add("label2", 0, 0.99);
    assertThat(names(selection().typical()))
        .containsExactly("image2", "image1", "image3", "image0");
  }

  @Test
  void theMostFrequentConfusionComesFirstAndThenOneOfEachInTurn() {
    add("label0", 1, 0.99);
    add("label1", 2, 0.5);
    add("label1", 2, 0.6);
    add("label1", 2, 0.7);
    assertThat(names(selection().confusions()))
        .containsExactly("image3", "image0", "image2", "image1");
  }

  @Test
  void ofEqualImagesTheFirstOnesAreKept() {
    for (int i = 0; i < 100; i++) {
      add("label0", 1, 0.75);
    }
    assertThat(names(selection().mistakes()))
        .hasSize(NotableImages.GALLERY)
        .startsWith("image0", "image1", "image2");
    assertThat(names(selection().confusions()))
        .hasSize(NotableImages.PER_PAIR)
        .startsWith("image0", "image1");
  }

  @Test
  void anUnknownLabelIsAMistakeWithoutAProbability() {
    add("other", 1, 0.9);
    Candidate candidate = selection().mistakes().get(0);
    assertThat(candidate.trueProbability()).isZero();
    assertThat(candidate.answer()).isEqualTo(1);
    assertThat(candidate.prediction().ranked()).hasSize(3);
    assertThat(names(selection().confusions())).containsExactly("image0");
  }

  @Test
  void aKeptImageHasTheProbabilityOfItsTrueLabel() {
    add("label0", 1, 0.5);
    assertThat(selection().mistakes().get(0).trueProbability()).isEqualTo(0.25);
    assertThat(selection().mistakes().get(0).prediction().confidence()).isEqualTo(0.5f);
  }

  @Test
  void theNumberOfImagesIsBoundedForManyLabels() {
    int count = 400;
    Labels many = labels(count);
    NotableImages bounded = new NotableImages(many);
    Evaluator all = new Evaluator(many, Set.of());
    int made = 0;
    for (int truth = 0; truth < count; truth++) {
      for (int answer = 0; answer < count; answer++) {
        float[] probabilities = new float[count];
        probabilities[answer] = 1;
        Label label = many.get(truth);
        bounded.add(made, label, probabilities, 0, () -> new Sample("", label, 2));
        all.add(label, probabilities, 0);
        made++;
      }
    }
    Selection selection = bounded.selection(all.evaluation().confusion());
    assertThat(selection.confusions()).hasSize(NotableImages.CONFUSIONS);
    assertThat(selection.typical()).hasSize(NotableImages.TYPICAL);
    assertThat(selection.mistakes()).hasSize(NotableImages.GALLERY);
  }

  @Test
  void aFrequentConfusionThatComesLateIsKept() {
    int count = 60;
    Labels many = labels(count);
    NotableImages bounded = new NotableImages(many);
    Evaluator all = new Evaluator(many, Set.of());
    int made = 0;
    for (int pass = 0; pass < 20; pass++) {
      for (int truth = 0; truth < count; truth++) {
        for (int answer = 0; answer < count; answer++) {
          boolean late = truth == count - 1 && answer == 0;
          if (answer != truth && (pass == 0 || late)) {
            float[] probabilities = new float[count];
            probabilities[answer] = 1;
            Label label = many.get(truth);
            int row = made + 2;
            bounded.add(made++, label, probabilities, 0, () -> new Sample("", label, row));
            all.add(label, probabilities, 0);
          }
        }
      }
    }
    assertThat(count * count).isGreaterThan(NotableImages.KINDS);
    Selection selection = bounded.selection(all.evaluation().confusion());
    assertThat(selection.confusions().get(0).sample().label()).isEqualTo(many.get(count - 1));
    assertThat(selection.confusions().get(0).answer()).isZero();
  }

  @Test
  void withoutImagesNothingIsSelected() {
    NotableImages none = new NotableImages(labels);
    add("label0", 0, 0.9);
    assertThat(none.selection(evaluator.evaluation().confusion()))
        .isEqualTo(new Selection(List.of(), List.of(), List.of(), List.of()));
  }
}
