package dev.espy.application.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.classify.LearnedImages;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.Tensor;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.Report.LabelCount;
import dev.espy.domain.report.Report.SizeCount;
import dev.espy.domain.report.ReportImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidateTest {

  private final InMemoryPredictions predictions = new InMemoryPredictions();
  private final InMemoryReports reports = new InMemoryReports();
  private final Recorder recorder = new Recorder();

  /** Returns a model that tells bright upper halves from bright lower ones, labels in any order. */
  private static Model model(String... labels) {
    int size = Pictures.SHAPE.size();
    float[] weight = new float[2 * size];
    for (int label = 0; label < 2; label++) {
      for (int i = 0; i < size; i++) {
        boolean bright = (i < size / 2) == labels[label].equals("upper");
        weight[label * size + i] = bright ? 1 : -1;
      }
    }
    return new Model(
        new Labels(List.of(new Label(labels[0]), new Label(labels[1]))),
        Preprocessing.scaled(Pictures.SHAPE),
        new Architecture(List.of()),
        Map.of(
            "output.weight",
            new Tensor(new int[] {2, size}, weight),
            "output.bias",
            new Tensor(new int[] {2}, new float[2])),
        new Provenance(Instant.EPOCH, "test", "test", "test", "test", 1, 0, 1, null, Map.of()));
  }

  /** Returns the model as one that learned from images of a data set. */
  private static Model learnedFrom(InMemoryDataSet data, int count) {
    LearnedImages learned = new LearnedImages();
    List<Sample> samples = data.samples().toList();
    for (int i = 0; i < count; i++) {
      Image image = (Image) data.read(samples.get(i), Pictures.SHAPE);
      learned.add(Batch.of(Pictures.SHAPE, 1, image.pixels()));
    }
    Model model = model("upper", "lower");
    return new Model(
        model.labels(),
        model.preprocessing(),
        model.architecture(),
        model.tensors(),
        new Provenance(
            Instant.EPOCH,
            "test",
            "test",
            "test",
            "test",
            count,
            0,
            1,
            null,
            Map.of(LearnedImages.SETTING, learned.text())));
  }

  @Test
  void saysThatTheModelLearnedFromTheseImages() {
    InMemoryDataSet data = new InMemoryDataSet("all");
    Random random = new Random(1);
    for (int i = 0; i < 4000; i++) {
      byte[] pixels = new byte[Pictures.SHAPE.size()];
      random.nextBytes(pixels);
      data.add("i" + i, new Label("upper"), new Image(Pictures.SHAPE, pixels));
    }
    validate(learnedFrom(data, 4000), data, null);
    assertThat(recorder.notes)
        .singleElement()
        .asString()
        .contains("learned from these very images");
    recorder.notes.clear();
    validate(learnedFrom(data, 100), data, null);
    assertThat(recorder.notes)
        .singleElement()
        .asString()
        .contains("learned from 100 of these 4,000 images");
    recorder.notes.clear();
    validate(learnedFrom(data, 2000), data, null);
    assertThat(recorder.notes)
        .singleElement()
        .asString()
        .contains("learned from 2,000 of these 4,000 images");
    recorder.notes.clear();
    // More images than a model keeps, and not all of them here: an estimate.
    InMemoryDataSet half = new InMemoryDataSet("half");
    List<Sample> samples = data.samples().toList();
    for (int i = 1000; i < 3000; i++) {
      half.add("i" + i, new Label("upper"), (Image) data.read(samples.get(i), Pictures.SHAPE));
    }
    validate(learnedFrom(data, 2000), half, null);
    Matcher about =
        Pattern.compile("learned from about ([\\d,]+) of these 2,000")
            .matcher(recorder.notes.get(0));
    assertThat(about.find()).as(recorder.notes.get(0)).isTrue();
    assertThat(Integer.parseInt(about.group(1).replace(",", ""))).isBetween(800, 1200);
  }

  @Test
  void saysNothingOfImagesThatTheModelDidNotLearnFrom() {
    InMemoryDataSet data = Pictures.halves("test", 10);
    InMemoryDataSet others = new InMemoryDataSet("others");
    for (int i = 0; i < 5; i++) {
      others.add("i" + i, new Label("upper"), Pictures.half(true, 50 + i));
    }
    validate(learnedFrom(data, 10), others, null);
    assertThat(recorder.notes).isEmpty();
  }

  private ValidateResult validate(Model model, InMemoryDataSet data, @Nullable Path output) {
    return new Validate(new ReferenceEngine(), predictions, reports)
        .run(new ValidateRequest(model, data, output, null, 4), RunControl.of(recorder));
  }

  @Test
  void labelsAreMatchedByNameAndNotByPosition() {
    for (Model model : List.of(model("upper", "lower"), model("lower", "upper"))) {
      assertThat(validate(model, Pictures.halves("test", 10), null).evaluation().accuracy())
          .isEqualTo(1);
    }
  }

  @Test
  void countsUnknownLabelsAsMistakesAndSaysSo() {
    InMemoryDataSet data = Pictures.halves("test", 6);
    data.add("x", new Label("sideways"), Pictures.half(true, 1));
    data.add("y", new Label("sideways"), Pictures.half(true, 2));
    ValidateResult result = validate(model("upper", "lower"), data, null);
    assertThat(result.evaluation().accuracy()).isEqualTo(0.75);
    assertThat(recorder.notes).singleElement().asString().contains("'sideways'");
    assertThat(recorder.evaluations).containsExactly(result.evaluation());
  }

  @Test
  void countsTheRowsOfUnknownLabelsAndNamesTheFirst() {
    InMemoryDataSet data = Pictures.halves("test", 6);
    for (int i = 0; i < 12; i++) {
      data.add("x" + i, new Label("new" + (i + 10)), Pictures.half(true, i));
    }
    validate(model("upper", "lower"), data, null);
    assertThat(recorder.notes)
        .singleElement()
        .asString()
        .contains("12 of 18 rows", "'new10'", "'new19' and 2 more")
        .doesNotContain("new20");
  }

  @Test
  void refusesDataOfWhichItKnowsNoLabelThatCanBeRead() {
    InMemoryDataSet data = new InMemoryDataSet("test.csv");
    data.add("x", new Label("sideways"), Pictures.half(true, 1));
    Path output = Path.of("answers.csv");
    assertThatThrownBy(() -> validate(model("upper", "lower"), data, output))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains("test.csv", "'sideways'", "'upper', 'lower'", "name the column of labels");
    assertThat(recorder.readings).isEmpty();

    data.addUnreadable("y", new Label("upper"), "torn");
    assertThatThrownBy(() -> validate(model("upper", "lower"), data, output))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains("test.csv", "row 3", "torn");
    assertThat(predictions.kept(output)).isNull();
  }

  @Test
  void leavesOutWhatHasNoLabelOrCannotBeRead() {
    InMemoryDataSet data = Pictures.halves("test", 4);
    data.add("unlabelled", null, Pictures.half(true, 1));
    data.addUnreadable("broken", new Label("upper"), "not an image");
    ValidateResult result = validate(model("upper", "lower"), data, null);
    assertThat(result.evaluation().images()).isEqualTo(4);
    assertThat(result.unlabelled()).isEqualTo(1);
    assertThat(result.unreadable().first()).extracting("id").containsExactly("broken");
    assertThat(result.finished()).isTrue();
  }

  @Test
  void writesEachAnswerWithItsTruthIfAskedTo() {
    Path output = Path.of("answers.csv");
    InMemoryDataSet data = Pictures.halves("test", 3);
    data.addUnreadable("broken", new Label("upper"), "not an image");
    validate(model("upper", "lower"), data, output);
    InMemoryPredictions.Kept kept = Objects.requireNonNull(predictions.kept(output));
    assertThat(kept.format().truth()).isTrue();
    assertThat(kept.rows()).hasSize(4);
    assertThat(kept.rows().get(1).sample().truth()).contains(new Label("lower"));
  }

  @Test
  void refusesWhatHasNothingToCompareWith() {
    InMemoryDataSet unlabelled = new InMemoryDataSet("test.csv");
    unlabelled.add("a", null, Pictures.half(true, 1));
    assertThatThrownBy(() -> validate(model("upper", "lower"), unlabelled, null))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("test.csv");
    InMemoryDataSet broken = new InMemoryDataSet("test.csv");
    broken.addUnreadable("a", new Label("upper"), "no such file: a.png");
    assertThatThrownBy(() -> validate(model("upper", "lower"), broken, null))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("no such file: a.png");
  }

  @Test
  void cancellingBeforeTheFirstImageGivesNoFigures() {
    assertThatThrownBy(
            () ->
                new Validate(new ReferenceEngine(), predictions, reports)
                    .run(
                        ValidateRequest.of(model("upper", "lower"), Pictures.halves("test", 4)),
                        new RunControl(recorder, () -> true, System::nanoTime)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesAModelWhoseAnswersAreNoNumbers() {
    Path output = Path.of("answers.csv");
    Model overflowing = EngineSamples.overflowing(Pictures.SHAPE, "upper", "lower");
    assertThatThrownBy(() -> validate(overflowing, Pictures.halves("test", 4), output))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("not numbers");
    assertThat(predictions.kept(output)).isNull();
    assertThat(recorder.evaluations).isEmpty();
  }

  @Test
  void aReportShowsWhatTheModelGetsWrong() {
    InMemoryDataSet data = Pictures.halves("test", 20);
    data.add("wrong", new Label("upper"), Pictures.half(false, 90));
    data.add("unknown", new Label("sideways"), Pictures.half(true, 91));
    data.addUnreadable("broken", new Label("upper"), "not an image");
    Path file = Path.of("report.html");

    ValidateResult result =
        new Validate(new ReferenceEngine(), predictions, reports)
            .run(
                new ValidateRequest(model("upper", "lower"), data, null, file, 4),
                RunControl.of(recorder));

    Report report = Objects.requireNonNull(reports.written(file));
    assertThat(report.kind()).isEqualTo(Report.Kind.VALIDATION);
    assertThat(report.name()).isEqualTo("test");
    assertThat(report.evaluation()).isEqualTo(result.evaluation());
    assertThat(report.epochs()).isEmpty();
    assertThat(report.suspects()).isNull();
    assertThat(report.finished()).isTrue();
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.galleries().mistakes())
        .extracting(image -> image.sample().id())
        .containsExactlyInAnyOrder("wrong", "unknown");
    assertThat(report.galleries().confusions()).hasSize(2);
    assertThat(report.galleries().typical()).hasSize(6).allMatch(ReportImage::isRight);
    assertThat(report.galleries().leastSure()).hasSize(22);
    assertThat(report.galleries().mistakes())
        .filteredOn(image -> image.sample().id().equals("unknown"))
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.picture().pixels()).isEqualTo(Pictures.half(true, 91).pixels());
              assertThat(image.trueProbability()).isZero();
            });
    assertThat(report.labels())
        .containsExactly(
            new LabelCount("upper", null, 11),
            new LabelCount("lower", null, 10),
            new LabelCount("sideways", null, 1));
    assertThat(report.sizes()).containsExactly(new SizeCount(6, 6, 22));
  }

  @Test
  void anInterruptedValidationHasAReportOfItsPart() {
    Path file = Path.of("report.html");
    int[] asked = new int[1];
    new Validate(new ReferenceEngine(), predictions, reports)
        .run(
            new ValidateRequest(
                model("upper", "lower"), Pictures.halves("test", 20), null, file, 4),
            new RunControl(recorder, () -> asked[0]++ > 1, System::nanoTime));

    Report report = Objects.requireNonNull(reports.written(file));
    assertThat(report.finished()).isFalse();
    assertThat(Objects.requireNonNull(report.evaluation()).images()).isLessThan(20);
  }

  @Test
  void withoutAFileThereIsNoReport() {
    validate(model("upper", "lower"), Pictures.halves("test", 10), null);
    assertThat(reports.written(Path.of("report.html"))).isNull();
  }

  @Test
  void aReportThatCannotBeWrittenDoesNotCostTheFigures() {
    ValidateResult result =
        new Validate(
                new ReferenceEngine(),
                predictions,
                (report, file) -> {
                  throw new StorageException(file + ": the disk is full");
                })
            .run(
                new ValidateRequest(
                    model("upper", "lower"),
                    Pictures.halves("test", 10),
                    null,
                    Path.of("report.html"),
                    4),
                RunControl.of(recorder));

    assertThat(result.evaluation().accuracy()).isEqualTo(1);
    assertThat(result.reportFailure()).hasMessage("report.html: the disk is full");
  }
}
