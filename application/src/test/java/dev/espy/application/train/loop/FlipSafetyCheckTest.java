package dev.espy.application.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.pipeline.ShuffledBatches;
import dev.espy.application.pipeline.Targets;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.FlipSafetyCheck.Answer;
import dev.espy.application.train.loop.FlipSafetyCheck.Verdict;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import dev.espy.domain.recipe.Preset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On drawn pictures: a network learns them, and is asked about them in a mirror. */
class FlipSafetyCheckTest {

  private static final String[] TOP = {".###.", ".###.", ".....", ".....", "....."};
  private static final String[] BOTTOM = {".....", ".....", ".....", ".###.", ".###."};
  private static final String[] RING = {"#####", "#...#", "#...#", "#...#", "#####"};
  private static final String[] LEFT = {"..#..", ".##..", "#####", ".##..", "..#.."};
  private static final String[] RIGHT = {"..#..", "..##.", "#####", "..##.", "..#.."};
  private static final String[] TWO = {"#####", "....#", "#####", "#....", "#####"};
  private static final String[] THREE = {"#####", "....#", "#####", "....#", "#####"};
  private static final String[] FIVE = {"#####", "#....", "#####", "....#", "#####"};
  private static final String[] EIGHT = {"#####", "#...#", "#####", "#...#", "#####"};

  @TempDir private Path folder;

  @Test
  void symmetricPicturesMayBeMirrored() {
    Verdict verdict = probe(Map.of("top", TOP, "bottom", BOTTOM, "ring", RING), 150, 10);
    assertThat(verdict.answer()).isEqualTo(Answer.YES);
    assertThat(verdict.why()).contains("every label is recognised in a mirror");
  }

  @Test
  void arrowsMayNot() {
    Verdict verdict = probe(Map.of("left", LEFT, "right", RIGHT, "ring", RING), 150, 10);
    assertThat(verdict.answer()).isEqualTo(Answer.NO);
    assertThat(verdict.why()).isEqualTo("in a mirror 'left' is mostly taken for 'right'");
  }

  @Test
  void digitsMayNotThoughTheEightIsSymmetric() {
    Verdict verdict = probe(Map.of("2", TWO, "3", THREE, "5", FIVE, "8", EIGHT), 150, 10);
    assertThat(verdict.answer()).isEqualTo(Answer.NO);
  }

  @Test
  void oneLabelThatMeansSomethingElseIsEnough() {
    Verdict verdict = probe(Map.of("3", THREE, "8", EIGHT, "top", TOP, "bottom", BOTTOM), 150, 10);
    assertThat(verdict.answer()).isEqualTo(Answer.NO);
    assertThat(verdict.why()).contains("'3'");
  }

  @Test
  void aNetworkThatHasLearnedNothingYetDecidesNothing() {
    assertThat(probe(Map.of("left", LEFT, "right", RIGHT), 100, 0).answer())
        .isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void tooFewImagesDecideAgainstIt() {
    Verdict verdict = probe(Map.of("top", TOP, "bottom", BOTTOM), 15, 10);
    assertThat(verdict.answer()).isEqualTo(Answer.NO);
    assertThat(verdict.why()).contains("15 validation images of 'bottom'");
  }

  @Test
  void mirrorTwinsThatAreHardlyKnownApartAreNotTakenForSymmetric() {
    // A network that tells twins apart in 6 of 10 cases takes 6 of 10 mirror images for the other.
    assertThat(FlipSafetyCheck.judge(answers(60, 60), answers(40, 40), 2).answer())
        .isEqualTo(Answer.NO);
    // One that guesses gives no evidence.
    assertThat(FlipSafetyCheck.judge(answers(52, 49), answers(51, 50), 2).answer())
        .isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void labelsThatOnlyTheValidationImagesHaveDoNotCount() {
    Labels labels = labels();
    Evaluator evaluator = new Evaluator(labels, List.of(new Label("stranger")));
    evaluator.add(new Label("stranger"), new float[] {1, 0}, 0);
    for (int i = 0; i < 100; i++) {
      evaluator.add(labels.get(i % 2), new float[] {1 - i % 2, i % 2}, 0);
    }
    Evaluation evaluation = evaluator.evaluation();
    assertThat(FlipSafetyCheck.judge(evaluation, evaluation, 2).answer()).isEqualTo(Answer.YES);
  }

  @Test
  void autoMirrorsOnceItKnowsAndSaysSo() {
    Recorder recorder = new Recorder();
    AutoAugmentation auto = new AutoAugmentation(null, 2);
    assertThat(auto.current()).hasToString("shift=0.04");
    auto.decide(1, 10, answers(52, 49), () -> answers(51, 50), recorder);
    assertThat(auto.decided()).isNull();
    assertThat(recorder.notes).isEmpty();
    auto.decide(2, 10, answers(95, 95), () -> answers(92, 95), recorder);
    assertThat(auto.decided()).hasToString("shift=0.04,flip=0.5");
    assertThat(auto.current()).isEqualTo(auto.decided());
    assertThat(recorder.notes)
        .singleElement()
        .asString()
        .isEqualTo(
            "Images are mirrored at random from now on: every label is recognised in a mirror as"
                + " well; the worst is 'a', of which 97 % is left.");
  }

  @Test
  void autoStopsAskingAfterAThirdOfTheEpochs() {
    Recorder recorder = new Recorder();
    AutoAugmentation auto = new AutoAugmentation(null, 2);
    auto.decide(3, 10, answers(52, 49), () -> answers(51, 50), recorder);
    assertThat(auto.decided()).hasToString("shift=0.04");
    assertThat(recorder.notes).singleElement().asString().startsWith("Images are not mirrored: ");
    auto.decide(4, 10, answers(95, 95), () -> answers(95, 95), recorder);
    assertThat(auto.decided()).hasToString("shift=0.04");
  }

  @Test
  void autoDoesNotMirrorWithoutValidationImages() {
    Recorder recorder = new Recorder();
    AutoAugmentation auto = new AutoAugmentation(null, 2);
    auto.decide(1, 10, null, () -> null, recorder);
    assertThat(auto.decided()).hasToString("shift=0.04");
    assertThat(recorder.notes).singleElement().asString().contains("no validation images");
  }

  @Test
  void whatTheUserDecidedStays() {
    AutoAugmentation auto = new AutoAugmentation(Augmentation.NONE, 2);
    auto.decide(1, 10, answers(95, 95), () -> answers(95, 95), new Recorder());
    assertThat(auto.current()).isEqualTo(Augmentation.NONE);
  }

  private static Labels labels() {
    return Labels.of(List.of(new Label("a"), new Label("b")));
  }

  /** Returns the score of a network that gets so many of 100 images of each of two labels right. */
  private static Evaluation answers(int a, int b) {
    Evaluator evaluator = new Evaluator(labels(), labels().asList());
    for (int i = 0; i < 100; i++) {
      evaluator.add(new Label("a"), i < a ? new float[] {1, 0} : new float[] {0, 1}, 0);
      evaluator.add(new Label("b"), i < b ? new float[] {0, 1} : new float[] {1, 0}, 0);
    }
    return evaluator.evaluation();
  }

  private Verdict probe(Map<String, String[]> pictures, int images, int epochs) {
    RunControl control = new RunControl(new Recorder(), () -> false, System::nanoTime);
    TrainingData data =
        TrainingData.read(
            drawn("train", pictures, 40),
            drawn("validation", pictures, images),
            Preset.TUTORIAL.recipe().toBuilder().network(new Architecture(List.of())).build(),
            folder,
            control);
    NetworkSpec spec =
        new NetworkSpec(
            Preprocessing.scaled(data.training().shape()),
            data.labels().size(),
            new Architecture(List.of()),
            Preset.TUTORIAL.recipe().optimizer(),
            16,
            0);
    try (Learner learner = new ReferenceEngine().open(spec, NetworkState.initial(spec))) {
      ShuffledBatches source =
          new ShuffledBatches(
              data.training(),
              Targets.plain(data.targets(), data.labels().size()),
              Augmentation.NONE,
              16,
              0);
      for (int epoch = 1; epoch <= epochs; epoch++) {
        try (ShuffledBatches.Batches batches = source.start(epoch, RunControl.silent())) {
          batches.forEachRemaining(batch -> learner.fit(batch, 0.05));
        }
      }
      Evaluation plain =
          Objects.requireNonNull(ValidationPass.run(learner, spec.network(), data, control));
      Evaluation mirrored =
          Objects.requireNonNull(ValidationPass.mirrored(learner, spec.network(), data, control));
      return FlipSafetyCheck.judge(plain, mirrored, data.labels().size());
    }
  }

  /** Draws each picture many times, with noise and of different brightness. */
  private static InMemoryDataSet drawn(String name, Map<String, String[]> pictures, int each) {
    InMemoryDataSet data = new InMemoryDataSet(name);
    SplittableRandom random = new SplittableRandom(name.length());
    Map<String, String[]> sorted = new LinkedHashMap<>(new TreeMap<>(pictures));
    for (int i = 0; i < each; i++) {
      int number = i;
      sorted.forEach(
          (label, rows) ->
              data.add(label + "-" + number + ".png", new Label(label), draw(rows, random)));
    }
    return data;
  }

  private static Image draw(String[] rows, SplittableRandom random) {
    byte[] pixels = new byte[25];
    int brightness = 120 + random.nextInt(80);
    for (int i = 0; i < 25; i++) {
      boolean drawn = rows[i / 5].charAt(i % 5) == '#';
      pixels[i] = (byte) ((drawn ? brightness : 10) + random.nextInt(50));
    }
    return new Image(new Shape(1, 5, 5), pixels);
  }
}
