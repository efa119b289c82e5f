package dev.espy.application.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.RunControl;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldsTest {

  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .validation(0)
          .build();

  @TempDir private Path folder;

  private TrainingData read(DataSet data) {
    return TrainingData.read(data, null, SETTINGS, folder, RunControl.silent());
  }

  /** Returns data with the labels a, b, c and so on, with so many different images each. */
  private static InMemoryDataSet labelled(int... images) {
    InMemoryDataSet data = new InMemoryDataSet("train.csv");
    for (int label = 0; label < images.length; label++) {
      for (int i = 0; i < images[label]; i++) {
        int number = 1000 * label + i;
        data.add(
            number + ".png",
            new Label(Character.toString('a' + label)),
            Pictures.half(true, number));
      }
    }
    return data;
  }

  /** Returns the names of the images that a fold judges, by fold. */
  private static List<Set<String>> judged(TrainingData data, Folds folds) {
    return IntStream.range(0, folds.count())
        .mapToObj(fold -> names(data, IntStream.of(folds.judged(fold))))
        .toList();
  }

  private static Set<String> names(TrainingData data, IntStream images) {
    Set<String> names = new TreeSet<>();
    images.mapToObj(i -> data.source().sample(data.training().sample(i)).id()).forEach(names::add);
    return names;
  }

  @Test
  void everyImageIsJudgedOnceAndLearnedByTheModelsOfAllOtherFolds() {
    TrainingData data = read(labelled(20, 31, 7));

    Folds folds = Folds.of(data, 3, 5);

    List<String> judged = new ArrayList<>();
    for (int fold = 0; fold < 3; fold++) {
      TrainingData others = folds.without(fold);
      Set<String> left = judged(data, folds).get(fold);
      Set<String> learned = names(others, IntStream.range(0, others.training().size()));
      assertThat(learned).doesNotContainAnyElementsOf(left).hasSize(58 - left.size());
      assertThat(others.labels()).isEqualTo(data.labels());
      for (int image = 0; image < others.training().size(); image++) {
        assertThat(others.labels().get(others.targets()[image]))
            .isEqualTo(others.source().label(others.training().sample(image)).orElseThrow());
      }
      judged.addAll(left);
    }
    assertThat(judged).hasSize(58).doesNotHaveDuplicates();
    assertThat(folds.judged()).isEqualTo(58);
  }

  @Test
  void aBatchHasThePixelsOfItsImages() {
    TrainingData data = read(labelled(10, 10));
    Folds folds = Folds.of(data, 2, 0);
    int[] images = folds.judged(1);

    byte[] pixels = folds.batch(images).pixels();

    int size = Pictures.SHAPE.size();
    for (int i = 0; i < images.length; i++) {
      assertThat(Arrays.copyOfRange(pixels, i * size, (i + 1) * size))
          .isEqualTo(data.training().batch(images[i], images[i] + 1).pixels());
    }
  }

  @Test
  void eachFoldHasItsShareOfEachLabelAndOfAllImages() {
    int[] counts = {20, 31, 7, 4, 2, 3};
    TrainingData data = read(labelled(counts));

    Folds folds = Folds.of(data, 5, 1);

    int[][] images = new int[5][counts.length];
    for (int fold = 0; fold < 5; fold++) {
      int size = 0;
      for (int image : folds.judged(fold)) {
        images[fold][data.targets()[image]]++;
        size++;
      }
      assertThat(size).isBetween(13, 14); // of 67 images
    }
    for (int label = 0; label < counts.length; label++) {
      for (int fold = 0; fold < 5; fold++) {
        assertThat(images[fold][label]).isBetween(counts[label] / 5, (counts[label] + 4) / 5);
      }
    }
  }

  @Test
  void noFoldIsEmptyIfThereAreEnoughImages() {
    TrainingData data = read(labelled(2, 2));

    Folds folds = Folds.of(data, 4, 0);

    assertThat(IntStream.range(0, 4).map(fold -> folds.judged(fold).length)).containsOnly(1);
  }

  @Test
  void imagesWithTheSamePixelsAreInOneFoldWhateverTheirNamesAndLabels() {
    InMemoryDataSet data = labelled(12, 12);
    for (int copy = 0; copy < 6; copy++) {
      for (int i = 0; i < 4; i++) {
        data.add("copy " + copy + " of " + i, new Label(copy % 2 == 0 ? "a" : "b"), half(i));
      }
    }
    TrainingData read = read(data);

    Folds folds = Folds.of(read, 3, 2);

    for (Set<String> judged : judged(read, folds)) {
      for (int i = 0; i < 4; i++) {
        boolean in = judged.contains(i + ".png");
        for (int copy = 0; copy < 6; copy++) {
          assertThat(judged.contains("copy " + copy + " of " + i)).isEqualTo(in);
        }
      }
    }
  }

  private static Image half(int number) {
    return Pictures.half(true, number);
  }

  @Test
  void theFoldsDependOnTheSeedAndNotOnTheOrderOfTheImages() {
    List<Sample> samples = labelled(15, 15).samples().toList();
    List<Integer> order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
    Collections.reverse(order);
    InMemoryDataSet reversed = new InMemoryDataSet("reversed.csv");
    for (int i : order) {
      Sample sample = samples.get(i);
      reversed.add(
          sample.id(), sample.label(), half(Integer.parseInt(sample.id().replace(".png", ""))));
    }
    TrainingData data = read(labelled(15, 15));
    TrainingData other = read(reversed);

    List<Set<String>> judged = judged(data, Folds.of(data, 3, 7));

    assertThat(judged(data, Folds.of(data, 3, 7))).isEqualTo(judged);
    assertThat(judged(other, Folds.of(other, 3, 7))).isEqualTo(judged);
    assertThat(judged(data, Folds.of(data, 3, 8))).isNotEqualTo(judged);
  }

  @Test
  void aLabelWithASingleImageIsNotJudged() {
    TrainingData data = read(labelled(6, 1, 6));

    Folds folds = Folds.of(data, 3, 0);

    assertThat(folds.judged()).isEqualTo(12);
    assertThat(judged(data, folds)).noneMatch(names -> names.contains("1000.png"));
  }

  @Test
  void tooFewImagesAreASentence() {
    TrainingData three = read(labelled(2, 1));
    assertThatThrownBy(() -> Folds.of(three, 4, 0))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("4 folds take at least 4 different images to learn from, but there are 3");
    TrainingData each = read(labelled(1, 1, 1));
    assertThatThrownBy(() -> Folds.of(each, 2, 0))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("no label has two different images to learn from, so folds can judge no label");
  }
}
