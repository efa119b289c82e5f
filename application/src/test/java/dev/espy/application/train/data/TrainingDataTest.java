package dev.espy.application.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the training and validation images of data sets with flaws. */
class TrainingDataTest {

  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder().network(new Architecture(List.of())).build();

  private final Recorder recorder = new Recorder();
  @TempDir private Path folder;

  private TrainingData read(DataSet data, @Nullable DataSet validationData) {
    return read(data, validationData, SETTINGS);
  }

  private TrainingData read(DataSet data, @Nullable DataSet validationData, Recipe settings) {
    return TrainingData.read(
        data,
        validationData,
        settings,
        folder,
        new RunControl(recorder, () -> false, System::nanoTime));
  }

  private void assertRefused(
      DataSet data, @Nullable DataSet validationData, Recipe settings, String... words) {
    assertThatThrownBy(() -> read(data, validationData, settings))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains(words)
        .doesNotContain("\n");
  }

  /** Returns rows of images that are named by number, each with one of two labels. */
  private static InMemoryDataSet rows(
      String name, int rows, IntUnaryOperator image, IntUnaryOperator label) {
    InMemoryDataSet data = new InMemoryDataSet(name);
    for (int i = 0; i < rows; i++) {
      int shown = image.applyAsInt(i);
      data.add(
          shown + ".png",
          new Label(label.applyAsInt(i) == 0 ? "lower" : "upper"),
          Pictures.half(false, shown));
    }
    return data;
  }

  private static Set<String> ids(DataSet data, IntStream rows) {
    return rows.mapToObj(row -> data.samples().toList().get(row).id()).collect(Collectors.toSet());
  }

  @Test
  void allRowsOfAnImageAreOnOneSide() {
    DataSet data = rows("train", 600, i -> i % 60, i -> i * 7 % 13 % 2);

    TrainingData split = read(data, null);

    Set<String> learned =
        ids(data, IntStream.range(0, split.training().size()).map(split.training()::sample));
    Set<String> validated = ids(data, IntStream.of(split.validationSamples()));
    assertThat(learned).doesNotContainAnyElementsOf(validated);
    assertThat(learned.size() + validated.size()).isEqualTo(60);
    assertThat(validated).hasSize(12);
    assertThat(recorder.notes)
        .anyMatch(
            note ->
                note.contains("60 images are in more than one row (in 600 rows)")
                    && note.contains("either learned from or validated on"))
        .anyMatch(
            note -> note.contains("rows with different labels, such as '5.png': 'upper' in row 7"));
  }

  @Test
  void countsImagesThatAreAlsoInTheValidationData() {
    DataSet data = rows("data", 40, i -> i, i -> i % 2);

    read(data, rows("data", 30, i -> 35 + i / 2, i -> i % 2));

    assertThat(recorder.notes)
        .anyMatch(note -> note.contains("5 of the 15 images to validate on are also learned from"));
  }

  @Test
  void saysNothingOfImagesThatAreInOneRow() {
    read(rows("train", 40, i -> i, i -> i % 2), rows("test", 10, i -> i, i -> i % 2));
    assertThat(recorder.notes).hasSize(1).first().asString().contains("40 images to learn from");
  }

  @Test
  void aMissingImageIsNotARepeatedOne() {
    InMemoryDataSet data = rows("train", 40, i -> i, i -> i % 2);
    for (int i = 0; i < 4; i++) {
      data.addUnreadable("lost.png", new Label("lower"), "no such file");
    }
    read(data, data);
    assertThat(recorder.notes)
        .noneMatch(note -> note.contains("more than one row"))
        .anyMatch(note -> note.contains("40 of the 44 images to validate on"));
  }

  @Test
  void learningTakesReadableImagesOfTwoLabels() {
    InMemoryDataSet data = rows("train", 20, i -> i, i -> 0);
    for (int i = 0; i < 20; i++) {
      data.addUnreadable("lost" + i, new Label("upper"), "no such file");
    }
    String[] words = {"train", "only", "'lower'", "'upper'", "row 2", "no such file"};
    assertRefused(data, null, SETTINGS, words);
    assertRefused(data, null, SETTINGS.toBuilder().validation(0).build(), words);
    assertRefused(data, rows("test", 4, i -> i, i -> i % 2), SETTINGS, words);
  }

  @Test
  void namesTheFirstOfTheLabelsThatLostAllImages() {
    InMemoryDataSet data = rows("train", 20, i -> i, i -> i % 2);
    for (int i = 0; i < 36; i++) {
      data.addUnreadable("lost" + i, new Label("gone" + (10 + i / 3)), "no such file");
    }

    TrainingData read = read(data, null);

    assertThat(read.labels().size()).isEqualTo(2);
    assertThat(recorder.notes)
        .anyMatch(
            note ->
                note.contains("12 labels")
                    && note.contains("'gone10'")
                    && note.contains("'gone19' and 2 more")
                    && !note.contains("gone20"));
  }

  @Test
  void countsValidationRowsOfUnknownLabels() {
    InMemoryDataSet test = rows("test", 10, i -> i, i -> i % 2);
    for (int i = 0; i < 3; i++) {
      test.add("new" + i, new Label("stranger"), Pictures.half(true, i));
    }
    read(rows("train", 20, i -> i, i -> i % 2), test);
    assertThat(recorder.notes)
        .anyMatch(
            note ->
                note.contains(
                    "test: 3 of 13 rows to validate on have a label that is not learned:"
                        + " 'stranger'"));
  }

  @Test
  void validatesOnKnownLabelsThatCanBeRead() {
    DataSet data = rows("train", 20, i -> i, i -> i % 2);
    InMemoryDataSet strangers = new InMemoryDataSet("test");
    strangers.add("a", new Label("a"), Pictures.half(true, 0));
    assertRefused(data, strangers, SETTINGS, "test", "'a'", "'lower', 'upper'");
    assertThat(recorder.readings).isEmpty();

    strangers.addUnreadable("b", new Label("upper"), "torn");
    assertRefused(data, strangers, SETTINGS, "test", "can be read", "row 3", "torn");

    InMemoryDataSet torn = new InMemoryDataSet("test");
    torn.addUnreadable("b", new Label("upper"), "torn");
    assertRefused(data, torn, SETTINGS, "test", "none", "row 2", "torn");
  }

  @Test
  void theImagesSetApartMustBeReadableToo() {
    DataSet whole = rows("train", 20, i -> i, i -> i % 2);
    Set<Integer> apart =
        IntStream.of(read(whole, null).validationSamples()).boxed().collect(Collectors.toSet());
    InMemoryDataSet torn = new InMemoryDataSet("train");
    for (int i = 0; i < 20; i++) {
      Label label = whole.samples().toList().get(i).truth().orElseThrow();
      if (apart.contains(i)) {
        torn.addUnreadable(i + ".png", label, "torn");
      } else {
        torn.add(i + ".png", label, Pictures.half(false, i));
      }
    }
    assertRefused(
        torn, null, SETTINGS, "none of the 4", "torn; mend the images, or skip validation");
  }
}
